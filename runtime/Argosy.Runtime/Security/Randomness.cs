using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Argosy.Runtime;

/// <summary>Unpredictable bytes, and a comparison in constant time.</summary>
internal static class Randomness
{
    internal static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        using var generator = RandomNumberGenerator.Create();
        generator.GetBytes(bytes);
        return bytes;
    }

    /// <summary>Takes the same time for any two arrays of one length, equal or not.</summary>
    // netstandard2.0 has no CryptographicOperations; not inlined and not optimized, or the loop could end early.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    internal static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var difference = left.Length ^ right.Length;
        for (var i = 0; i < left.Length && i < right.Length; i++)
            difference |= left[i] ^ right[i];
        return difference == 0;
    }
}
