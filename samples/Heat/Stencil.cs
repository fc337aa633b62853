using System.Numerics;

namespace Argosy.Samples.Heat;

/// <summary>One step of one row: each point goes towards the mean of its four neighbours.</summary>
internal static class Stencil
{
    private const double Rate = 0.2;

    internal static void Row(ReadOnlySpan<double> above, ReadOnlySpan<double> row, ReadOnlySpan<double> below, Span<double> next)
    {
        var last = row.Length - 1;
        next[0] = row[0];
        next[last] = row[last];
        var column = 1;
        for (; column + Vector<double>.Count <= last; column += Vector<double>.Count)
        {
            var centre = new Vector<double>(row.Slice(column));
            var around = new Vector<double>(above.Slice(column)) + new Vector<double>(below.Slice(column))
                + (new Vector<double>(row.Slice(column - 1)) + new Vector<double>(row.Slice(column + 1)));
            (centre + Rate * (around - 4 * centre)).CopyTo(next.Slice(column));
        }
        for (; column < last; column++)
        {
            var around = above[column] + below[column] + (row[column - 1] + row[column + 1]);
            next[column] = row[column] + Rate * (around - 4 * row[column]);
        }
    }
}
