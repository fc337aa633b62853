using System.Text;

namespace Argosy.Release.Reproduction;

/// <summary>A part of a container: a member of an archive, the content of a compressed file, a section of a
/// program.</summary>
/// <param name="Name">Its name; several may have the same.</param>
/// <param name="Content">Its bytes; none for a folder or a link.</param>
internal sealed record Member(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>What the container says about it, in a fixed order.</summary>
    public IReadOnlyList<(string Key, string Value)> Properties { get; init; } = [];
}

/// <summary>Opens files that have parts.</summary>
internal static class Containers
{
    /// <summary>The parts; null for a file of another kind, or a damaged one, which is compared by its bytes.</summary>
    /// <param name="name">Its name, from which the names of parts are made where they have none.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="cancellation">Ends the programs that unpack.</param>
    public static async Task<IReadOnlyList<Member>?> TryOpenAsync(
        string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            var start = bytes.Span;
            if (start.StartsWith("PK\u0003\u0004"u8)) return ZipMembers.Read(bytes);
            if (start.StartsWith("!<arch>\n"u8)) return ArMembers.Read(bytes);
            if (start.StartsWith((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F']))
                return ElfSections.Read(bytes);
            if (await Compressed.TryReadAsync(name, bytes, cancellation) is { } content) return [content];
            return bytes.Length > 262 && bytes.Span.Slice(257, 5).SequenceEqual("ustar"u8)
                ? TarMembers.Read(bytes)
                : null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException
            or ArgumentException or OverflowException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A text of bytes, for a name.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
