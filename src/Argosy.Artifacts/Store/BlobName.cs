using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>A blob's name. It includes the mode, since a hard link shares its file's mode. Written
/// <c>ab/abcdef…-0555</c>.</summary>
internal readonly record struct BlobName(Digest Content, UnixFileMode Mode)
{
    private const int HexDigits = 64;
    private const int AllBits = 0xFFF;

    /// <summary>The name of a file's blob.</summary>
    internal static BlobName Of(OutputEntry file) => file is { Kind: OutputKind.File, Content: { } content }
        ? new(content, PublishedModes.OfKeptFile(file.Mode))
        : throw new ArgumentException($"{file.Path} is not a file", nameof(file));

    /// <summary>Parses the name of a blob's file; null if it isn't one.</summary>
    internal static BlobName? TryParse(string file)
    {
        if (file.Length != HexDigits + 5 || Digest.TryParse(file[..HexDigits]) is not { } content) return null;
        var mode = 0;
        foreach (var digit in file.AsSpan(HexDigits + 1))
        {
            if (digit is < '0' or > '7') return null;
            mode = (mode * 8) + (digit - '0');
        }

        return new(content, (UnixFileMode)mode);
    }

    /// <summary>The permission bits of <c>st_mode</c>.</summary>
    internal static UnixFileMode ModeOf(ushort status) => (UnixFileMode)(status & AllBits);

    /// <inheritdoc />
    public override string ToString()
    {
        var hex = Content.Hex;
        return $"{hex.AsSpan(0, 2)}/{hex}-{Convert.ToString((int)Mode, 8).PadLeft(4, '0')}";
    }
}
