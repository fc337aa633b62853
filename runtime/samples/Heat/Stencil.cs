using System.Numerics;
using System.Runtime.InteropServices;

namespace Argosy.Samples.Heat;

/// <summary>One step of one row: each point moves towards the mean of its four neighbours.</summary>
internal static class Stencil
{
    private const double Rate = 0.2;

    internal static void Row(
        ReadOnlySpan<double> above, ReadOnlySpan<double> row, ReadOnlySpan<double> below, Span<double> next)
    {
        if (above.Length != row.Length || below.Length != row.Length || next.Length != row.Length)
            throw new ArgumentException("Rows of one plate have one length.");
        var last = row.Length - 1;
        next[0] = row[0];
        next[last] = row[last];
        var column = Vectors(
            in MemoryMarshal.GetReference(above), in MemoryMarshal.GetReference(row),
            in MemoryMarshal.GetReference(below), ref MemoryMarshal.GetReference(next), last);
        for (; column < last; column++)
        {
            var around = above[column] + below[column] + (row[column - 1] + row[column + 1]);
            next[column] = row[column] + Rate * (around - 4 * row[column]);
        }
    }

    // Bounds are checked above, once per row: checks at each point would take half of the time.
    private static int Vectors(in double above, in double row, in double below, ref double next, int last)
    {
        var column = 1;
        for (; column + Vector<double>.Count <= last; column += Vector<double>.Count)
        {
            var at = (nuint)column;
            var centre = Vector.LoadUnsafe(in row, at);
            var around = Vector.LoadUnsafe(in above, at) + Vector.LoadUnsafe(in below, at)
                + (Vector.LoadUnsafe(in row, at - 1) + Vector.LoadUnsafe(in row, at + 1));
            (centre + Rate * (around - 4 * centre)).StoreUnsafe(ref next, at);
        }
        return column;
    }
}
