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
    private const string Key = "Requires-Python:";

    /// <summary>Opens a wheel; error ARG0511 if it isn't one.</summary>
    public static WheelFile Read(string path)
    {
        var file = System.IO.Path.GetFileName(path);
        var name = WheelName.TryParse(file) ?? throw Unreadable(path, "its name isn't a wheel's");
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var metadata = zip.Entries.FirstOrDefault(e =>
                e.FullName.EndsWith(".dist-info/METADATA", StringComparison.Ordinal)
                && e.FullName.Count(c => c == '/') == 1)
                ?? throw Unreadable(path, "it has no METADATA");
            using var reader = new StreamReader(metadata.Open());
            return new(path, name, Digest.OfFile(path), RequiredPython(reader));
        }
        catch (InvalidDataException e)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    /// <summary>All wheels of a folder, sorted by name; empty if there is no such folder.</summary>
    public static IReadOnlyList<WheelFile> ReadAll(string folder) =>
        [.. FolderListing.FilesOf(folder, ".whl").Select(Read)];

    // Headers as in a mail; the first empty line ends them and starts the description.
    private static string? RequiredPython(StreamReader reader)
    {
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            if (line.StartsWith(Key, StringComparison.OrdinalIgnoreCase)) return line[Key.Length..].Trim();
        }

        return null;
    }

    private static ArgosyException Unreadable(string path, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0511", new(System.IO.Path.GetFileName(path)), cause, "Build it again."), inner);
}
