using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Nuget;

/// <summary>A NuGet package on disk, with the data for a feed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Digest">Its content's digest.</param>
/// <param name="Id">The package's id, in its author's spelling.</param>
/// <param name="Version">Its version.</param>
/// <param name="Nuspec">Its description file, byte for byte.</param>
/// <param name="Description">Its description.</param>
/// <param name="Authors">Its authors.</param>
/// <param name="Tags">Its search terms.</param>
/// <param name="Dependencies">Its dependencies, by framework.</param>
public sealed partial record NugetPackage(string Path, Digest Digest, string Id, NugetVersion Version,
    ReadOnlyMemory<byte> Nuspec, string Description, string Authors, IReadOnlyList<string> Tags,
    IReadOnlyList<NugetDependencies> Dependencies)
{
    /// <summary>The id in addresses.</summary>
    public string LowerId => Id.ToLowerInvariant();

    /// <summary>The version in addresses.</summary>
    public string LowerVersion => Version.Text.ToLowerInvariant();

    /// <summary>Opens a package; error ARG0520 if it isn't one.</summary>
    public static NugetPackage Read(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var entry = zip.Entries.SingleOrDefault(e => e.FullName == e.Name && e.Name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))
                ?? throw Unreadable(path, "it has no .nuspec");
            using var nuspec = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(nuspec);
            return Read(path, nuspec.ToArray());
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or InvalidOperationException)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    /// <summary>All packages of a folder except symbol packages, sorted; empty if there is no such folder.</summary>
    public static IReadOnlyList<NugetPackage> ReadAll(string folder) => [.. FolderListing.FilesOf(folder, ".nupkg").Select(Read)];

    private static NugetPackage Read(string path, byte[] nuspec)
    {
        using var reader = XmlReader.Create(new MemoryStream(nuspec), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var metadata = XDocument.Load(reader).Root?.Elements().FirstOrDefault(e => e.Name.LocalName == "metadata")
            ?? throw Unreadable(path, "its .nuspec has no metadata");
        var id = Text(metadata, "id");
        var version = Text(metadata, "version");

        // The id becomes a folder's name.
        if (!IdForm().IsMatch(id)) throw Unreadable(path, $"'{id}' isn't a package id");
        return new(path, Digest.OfFile(path), id,
            NugetVersion.TryParse(version) ?? throw Unreadable(path, $"'{version}' isn't a package version"),
            nuspec, Text(metadata, "description"), Text(metadata, "authors"),
            Text(metadata, "tags").Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries),
            NugetDependencies.Read(metadata));
    }

    private static string Text(XElement metadata, string name) =>
        metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() ?? "";

    private static ArgosyException Unreadable(string path, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0520", new(System.IO.Path.GetFileName(path)), cause, "Pack it again."), inner);

    [GeneratedRegex(@"\A\w+(?:[.-]\w+)*\z")]
    private static partial Regex IdForm();
}
