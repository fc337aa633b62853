using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text;

namespace Argosy.Runtime;

/// <summary>
/// What decides how values are read: the members of types, and the results of actions. Localities compare theirs when
/// they join, since builds with different members would read each other's values wrongly. Generated code fills it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TypeShapes
{
    private const int EntryLength = 16;

    private static readonly ConcurrentDictionary<ulong, (string Name, ulong Shape)> s_known = new();

    /// <summary>Adds a type or an action.</summary>
    /// <param name="name">Its name, with its assembly's.</param>
    /// <param name="shape">Its members with their types, in order; or its result.</param>
    public static void Register(string name, string shape) => s_known[Hash(name)] = (name, Hash(shape));

    /// <summary>All of them: for each the hash of its name and that of its shape, 16 bytes.</summary>
    internal static byte[] Encode()
    {
        var all = s_known.ToArray();
        var bytes = new byte[EntryLength * all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(EntryLength * i), all[i].Key);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(EntryLength * i + 8), all[i].Value.Shape);
        }
        return bytes;
    }

    /// <summary>The first, in the order of their names, that both sides know and that differs; null for none.</summary>
    internal static string? FindDifference(ReadOnlySpan<byte> other)
    {
        string? first = null;
        for (; other.Length >= EntryLength; other = other.Slice(EntryLength))
        {
            if (s_known.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(other), out var known)
                && known.Shape != BinaryPrimitives.ReadUInt64LittleEndian(other.Slice(8))
                && (first is null || string.CompareOrdinal(known.Name, first) < 0))
                first = known.Name;
        }
        return first;
    }

    // FNV-1a.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var one in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ one) * 1099511628211ul);
        return hash;
    }
}
