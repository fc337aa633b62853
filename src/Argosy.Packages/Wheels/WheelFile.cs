using System.IO.Compression;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
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
    private const int MaxMetadata = 1 << 20;
    private const string Key = "Requires-Python:";

    /// <summary>Opens a wheel; error ARG0511 if it isn't one.</summary>
    public static WheelFile Read(string path)
    {
        var file = System.IO.Path.GetFileName(path);
        var name = WheelName.TryParse(file) ?? throw Unreadable(path, "its name isn't a wheel's");
        try
        {
            ZipDirectory.Demand(path);
            using var zip = ZipFile.OpenRead(path);
            var metadata = zip.Entries.FirstOrDefault(e =>
                e.FullName.EndsWith(".dist-info/METADATA", StringComparison.Ordinal)
                && e.FullName.Count(c => c == '/') == 1)
                ?? throw Unreadable(path, "it has no METADATA");
            return new(path, name, Digest.OfFile(path), RequiredPython(Text(path, metadata)));
        }
        catch (InvalidDataException e)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    /// <summary>All wheels of a folder, sorted by name; empty if there is no such folder.</summary>
    public static IReadOnlyList<WheelFile> ReadAll(string folder) =>
        [.. FolderListing.FilesOf(folder, ".whl").Select(Read)];

    // Headers come first; a longer description isn't needed.
    private static string Text(string path, ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[Math.Min(entry.Length, MaxMetadata)];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? System.Text.Encoding.UTF8.GetString(bytes)
            : throw Unreadable(path, "its METADATA breaks off");
    }

    // Headers as in a mail; the first empty line ends them and starts the description.
    private static string? RequiredPython(string metadata)
    {
        var reader = new StringReader(metadata);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            if (line.StartsWith(Key, StringComparison.OrdinalIgnoreCase)) return line[Key.Length..].Trim();
        }

        return null;
    }

    /// <summary>Error ARG0511: the file isn't a wheel.</summary>
    internal static ArgosyException Unreadable(string path, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0511", new(System.IO.Path.GetFileName(path)), cause, "Build it again."), inner);
}
