using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Store;

/// <summary>A blob's name: a hard link shares its file's mode, so that content alone doesn't tell one from another.
/// Written <c>ab/abcdef…-0555</c>.</summary>
internal readonly record struct BlobName(Digest Content, UnixFileMode Mode)
{
    private const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const int AllBits = 0xFFF;

    /// <summary>The name of a file's blob.</summary>
    internal static BlobName Of(OutputEntry file) => file is { Kind: OutputKind.File, Content: { } content }
        ? new(content, Kept(file.Mode))
        : throw new ArgumentException($"{file.Path} is not a file", nameof(file));

    /// <summary>The mode with which a file is kept: without the bits for writing.</summary>
    internal static UnixFileMode Kept(UnixFileMode mode) => mode & ~Writing;

    /// <summary>The permission bits of <c>st_mode</c>.</summary>
    internal static UnixFileMode ModeOf(ushort status) => (UnixFileMode)(status & AllBits);

    /// <inheritdoc />
    public override string ToString()
    {
        var hex = Content.Hex;
        return $"{hex.AsSpan(0, 2)}/{hex}-{Convert.ToString((int)Mode, 8).PadLeft(4, '0')}";
    }
}
