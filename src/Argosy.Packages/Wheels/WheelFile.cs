using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Archives;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels;

/// <summary>A wheel on disk, with the data for an index.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The parts of its name.</param>
/// <param name="Digest">Its content's digest.</param>
/// <param name="RequiresPython">The versions of Python that it declares to run on, such as <c>&gt;=3.7</c>, or
/// null.</param>
public sealed record WheelFile(string Path, WheelName Name, Digest Digest, string? RequiresPython)
{
    private const int Small = 1 << 20;

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>The digest of its <c>METADATA</c>.</summary>
    public Digest Metadata { get; init; }

    /// <summary>Opens a wheel. Error ARG0511 if it isn't one or its archive breaks a rule, ARG0580 if its
    /// <c>METADATA</c>, or a <c>.metadata</c> file beside it, contradicts it.</summary>
    public static WheelFile Read(string path) => Read(path, out _);

    /// <summary>The same with the content of its <c>METADATA</c>.</summary>
    public static WheelFile Read(string path, out ReadOnlyMemory<byte> metadata) => Read(path, out metadata, out _);

    /// <summary>The same with all that was read and whose digest it has; null for a large file.</summary>
    internal static WheelFile Read(
        string path, out ReadOnlyMemory<byte> metadata, out ReadOnlyMemory<byte>? whole)
    {
        whole = null;
        var file = System.IO.Path.GetFileName(path);
        var name = WheelName.TryParse(file) ?? throw Unreadable(path, "its name isn't a wheel's");
        try
        {
            using var content = Open(path, out whole);
            var bytes = ReadMetadata(content, name);
            var described = WheelMetadata.Read(bytes);
            if (described.Contradiction(name) is { } contradiction) throw Contradicts(file, contradiction);
            RequireSame($"{path}.metadata", bytes);
            metadata = bytes;
            content.Position = 0;
            return new(path, name, Digest.Of(content), described.RequiresPython)
            {
                Size = content.Length,
                Metadata = Digest.Of(bytes),
            };
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    /// <summary>All wheels of a folder, sorted by name; empty if there is no such folder.</summary>
    public static IReadOnlyList<WheelFile> ReadAll(string folder) =>
        [.. FolderListing.FilesOf(folder, ".whl").Select(Read)];

    // A small file is read once, for its directory and its digest: a mirror may have ten thousand of them.
    private static Stream Open(string path, out ReadOnlyMemory<byte>? whole)
    {
        whole = null;
        var file = RegularFile.OpenRead(path);
        if (file.Length > Small) return new BufferedStream(file, 1 << 16);
        using (file)
        {
            var content = new byte[file.Length];
            file.ReadExactly(content);
            whole = content;
            return new MemoryStream(content, writable: false);
        }
    }

    private static byte[] ReadMetadata(Stream content, WheelName name)
    {
        using var zip = ZipRules.Open(content, StringComparer.Ordinal);
        const string end = ".dist-info/METADATA";
        var found = zip.Entries
            .Where(e => e.FullName.EndsWith(end, StringComparison.Ordinal) && e.FullName.Count(c => c == '/') == 1)
            .ToList();
        if (found.Count != 1)
            throw new InvalidDataException(found.Count == 0 ? "it has no METADATA" : "it has more than one METADATA");
        var folder = found[0].FullName[..^end.Length];
        return name.IsOf(folder)
            ? ZipRules.Read(found[0], WheelMetadata.Longest)
            : throw Contradicts(name.FileName, $"its METADATA is in '{folder}.dist-info'");
    }

    // PEP 658: a mirror that wheels were copied from may have left one.
    private static void RequireSame(string path, byte[] metadata)
    {
        if (FolderListing.TryOf(path, follow: true) is not { Kind: FileKind.File } file) return;
        if (file.Size != metadata.Length || Digest.OfFile(path) != Digest.Of(metadata))
            throw Contradicts(file.Name, "it isn't the wheel's own METADATA");
    }

    private static ArgosyException Contradicts(string file, string cause) => new(new Diagnostic(
        "ARG0580", new(file), cause, "Build the wheel again, and remove what was changed by hand."));

    internal static ArgosyException Unreadable(string path, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0511", new(System.IO.Path.GetFileName(path)), cause.TrimEnd('.'), "Build it again."),
            inner);
}
