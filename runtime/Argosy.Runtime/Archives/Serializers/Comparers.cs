namespace Argosy.Runtime;

/// <summary>
/// The comparer of a dictionary or a set, before its count. The default one takes no bytes: another one is added to the
/// count, shifted by 32 bits, which no count reaches.
/// </summary>
internal static class Comparers<T>
{
    private const int Shift = 32;

    private static readonly IEqualityComparer<T>?[] s_known = typeof(T) == typeof(string)
        ?
        [
            null, (IEqualityComparer<T>)(object)StringComparer.OrdinalIgnoreCase,
            (IEqualityComparer<T>)(object)StringComparer.InvariantCulture,
            (IEqualityComparer<T>)(object)StringComparer.InvariantCultureIgnoreCase,
        ]
        : [null];

    /// <exception cref="ArchiveException">The receiver can't make such a comparer.</exception>
    internal static void WriteCount(ref ArchiveWriter writer, int count, IEqualityComparer<T> comparer) =>
        writer.WriteVarint((ulong)count + 1 | (ulong)Find(comparer) << Shift);

    /// <returns>Null for null.</returns>
    /// <exception cref="ArchiveException">The count exceeds the remaining bytes, or there is no such
    /// comparer.</exception>
    internal static int? ReadCount(ref ArchiveReader reader, out IEqualityComparer<T>? comparer)
    {
        var word = reader.ReadVarint();
        var kind = word >> Shift;
        if (kind >= (ulong)s_known.Length)
            throw ArchiveException.Malformed($"it names comparer {kind}, which isn't known here");
        comparer = s_known[kind];
        return reader.ClaimNullable((uint)word);
    }

    private static int Find(IEqualityComparer<T> comparer)
    {
        if (ReferenceEquals(comparer, EqualityComparer<T>.Default) || comparer.Equals(EqualityComparer<T>.Default)
            || (typeof(T) == typeof(string) && comparer.Equals(StringComparer.Ordinal)))
            return 0;
        for (var kind = 1; kind < s_known.Length; kind++)
        {
            if (comparer.Equals(s_known[kind]))
                return kind;
        }
        throw ArchiveException.Unsupported(
            $"a dictionary or set of {typeof(T)} has the comparer {comparer.GetType()}, which can't be sent",
            "Use the default one, or Ordinal, OrdinalIgnoreCase, InvariantCulture or InvariantCultureIgnoreCase; "
            + "or send an array of the elements.");
    }
}
