using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>Packages that the project builds, found in an image by the digests of their files.</summary>
public sealed class OwnPackages
{
    private readonly Dictionary<Digest, ImageComponent> _files = [];

    private OwnPackages()
    {
    }

    /// <summary>None.</summary>
    public static OwnPackages None { get; } = new();

    /// <summary>Reads NuGet packages and wheels. Error ARG0477 if one can't be read.</summary>
    /// <param name="packages">The paths of <c>.nupkg</c> and <c>.whl</c> files.</param>
    public static OwnPackages Read(IEnumerable<string> packages)
    {
        ArgumentNullException.ThrowIfNull(packages);
        var known = new OwnPackages();
        foreach (var path in packages.Order(StringComparer.Ordinal)) known.Add(path);
        return known;
    }

    /// <summary>The package that a file of this content is from; null for any other file.</summary>
    internal ImageComponent? Find(Digest digest) => _files.GetValueOrDefault(digest);

    private void Add(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var package = Describe(path, archive);
            foreach (var entry in archive.Entries.Where(IsContent))
            {
                using var content = entry.Open();
                // The first package of the sorted list that has a file is the one that it counts to.
                _files.TryAdd(Digest.Of(content), package);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or XmlException or FormatException)
        {
            throw new ArgosyException(new Diagnostic("ARG0477", new(path),
                $"the package can't be read: {e.Message.TrimEnd('.')}", "Delete it, and build it again."), e);
        }
    }

    // Not what every package has, such as empty files and licences.
    private static bool IsContent(ZipArchiveEntry entry) =>
        entry.Length > 0
        && (entry.Name.EndsWith(".dll", StringComparison.Ordinal)
            || entry.Name.EndsWith(".py", StringComparison.Ordinal)
            || entry.Name.Contains(".so", StringComparison.Ordinal));

    private static ImageComponent Describe(string path, ZipArchive archive)
    {
        var digest = Digest.OfFile(path);
        if (archive.Entries.FirstOrDefault(IsNuspec) is { } nuspec)
        {
            using var stream = nuspec.Open();
            return Nuspec.Read(stream) with { Digest = digest };
        }

        var metadata = archive.Entries.FirstOrDefault(
            e => e.FullName.EndsWith(".dist-info/METADATA", StringComparison.Ordinal))
            ?? throw new FormatException("it is neither a NuGet package nor a wheel");
        using var text = new StreamReader(metadata.Open());
        return PythonMetadata.Read(text.ReadToEnd()) with { Digest = digest };
    }

    private static bool IsNuspec(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal) && !entry.FullName.Contains('/');
}

/// <summary>Reads a NuGet package's manifest.</summary>
internal static class Nuspec
{
    /// <exception cref="XmlException">It isn't XML.</exception>
    /// <exception cref="FormatException">It has no id.</exception>
    public static ImageComponent Read(Stream nuspec)
    {
        var metadata = XDocument.Load(nuspec).Root?.Elements().FirstOrDefault(e => e.Name.LocalName == "metadata");
        return new(
            ComponentKind.Nuget, Value("id") ?? throw new FormatException("its manifest has no id"), Value("version"),
            null)
        {
            License = metadata!.Elements().FirstOrDefault(
                e => e.Name.LocalName == "license" && (string?)e.Attribute("type") == "expression")?.Value.Trim(),
        };

        string? Value(string name) =>
            metadata?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim();
    }
}

/// <summary>Reads the metadata of an installed Python package or a wheel (core metadata specifications).</summary>
internal static class PythonMetadata
{
    /// <exception cref="FormatException">It has no name.</exception>
    public static ImageComponent Read(string text)
    {
        var fields = DpkgStatus.Stanzas(text).FirstOrDefault();
        var name = fields?.GetValueOrDefault("Name") ?? throw new FormatException("its metadata has no name");
        return new(ComponentKind.Python, name, fields.GetValueOrDefault("Version"), null)
        {
            License = fields.GetValueOrDefault("License-Expression"),
        };
    }
}
