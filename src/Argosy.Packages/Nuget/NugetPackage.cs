using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Packages.Archives;
using Argosy.Platforms.Diagnostics;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace Argosy.Packages.Nuget;

/// <summary>A NuGet package on disk, with the data for a feed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Digest">Its content's digest.</param>
/// <param name="Id">The package's id, in its author's spelling.</param>
/// <param name="Version">Its version.</param>
/// <param name="Nuspec">Its description file, byte for byte.</param>
/// <param name="Description">The author's description.</param>
/// <param name="Authors">The authors.</param>
/// <param name="Tags">Words to find it by.</param>
/// <param name="Dependencies">The packages that it needs, by framework.</param>
public sealed record NugetPackage(string Path, Digest Digest, string Id, NuGetVersion Version,
    ReadOnlyMemory<byte> Nuspec, string Description, string Authors, IReadOnlyList<string> Tags,
    IReadOnlyList<PackageDependencyGroup> Dependencies)
{
    private const int LongestNuspec = 1 << 22;

    /// <summary>Its title, summary and project's address; empty if it has none.</summary>
    public (string Title, string Summary, string ProjectUrl) About { get; init; } = ("", "", "");

    /// <summary>Its licence in SPDX's words; empty if it has none.</summary>
    public string License { get; init; } = "";

    /// <summary>What it is, such as <c>DotnetTool</c>; empty for a library.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The version without build metadata, leading zeros and a fourth part of zero.</summary>
    public string NormalVersion => Version.ToNormalizedString();

    /// <summary>The id as addresses have it.</summary>
    public string LowerId => Id.ToLowerInvariant();

    /// <summary>The version as addresses have it.</summary>
    public string LowerVersion => NormalVersion.ToLowerInvariant();

    /// <summary>Opens a package. Error ARG0520 if it isn't one or its archive breaks a rule, ARG0582 if its nuspec
    /// contradicts its file name.</summary>
    public static NugetPackage Read(string path)
    {
        try
        {
            using var file = RegularFile.OpenRead(path);
            using var buffered = new BufferedStream(file, 1 << 14);
            using var zip = ZipRules.Open(buffered, StringComparer.OrdinalIgnoreCase);
            using var archive = new PackageArchiveReader(zip);
            var nuspec = archive.GetNuspecFile();
            return Read(path, nuspec, ZipRules.Read(zip.GetEntry(nuspec)!, LongestNuspec));
        }
        catch (Exception e) when (e is InvalidDataException or PackagingException or System.Xml.XmlException
            or InvalidOperationException or ArgumentException)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    /// <summary>All packages of a folder without symbol packages, sorted; empty if there is no such folder.</summary>
    public static IReadOnlyList<NugetPackage> ReadAll(string folder) =>
        [.. FolderListing.FilesOf(folder, ".nupkg").Select(Read)];

    private static NugetPackage Read(string path, string name, byte[] nuspec)
    {
        using var stream = new MemoryStream(nuspec);
        var reader = new NuspecReader(stream);
        var id = reader.GetId();
        var version = reader.GetMetadataValue("version");

        // The id becomes a folder's name.
        if (!PackageIdValidator.IsValidPackageId(id)) throw Unreadable(path, $"'{id}' isn't a package id");
        var parsed = NuGetVersion.TryParse(version, out var known)
            ? known
            : throw Unreadable(path, $"'{version}' isn't a package version");
        RequireName(path, name, id, parsed);
        return new(path, Digest.OfFile(path), id, parsed, nuspec, reader.GetDescription(), reader.GetAuthors(),
            reader.GetTags().Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries),
            [.. reader.GetDependencyGroups()])
        {
            About = (reader.GetTitle(), reader.GetSummary(), reader.GetProjectUrl()),
            License = reader.GetLicenseMetadata() is { Type: LicenseType.Expression } license ? license.License : "",
            Types = [.. reader.GetPackageTypes().Where(t => t != PackageType.Dependency).Select(t => t.Name)],
        };
    }

    private static void RequireName(string path, string nuspec, string id, NuGetVersion version)
    {
        if (!Same(nuspec, $"{id}.nuspec"))
            throw Contradicts(path, $"its {nuspec} is that of the package '{id}'");
        string[] versions = [version.OriginalVersion ?? "", version.ToNormalizedString(), version.ToFullString()];
        var file = System.IO.Path.GetFileName(path);
        if (!versions.Any(v => Same(file, $"{id}.{v}.nupkg")))
            throw Contradicts(path, $"its nuspec is that of '{id}' in version {version.ToFullString()}");

        static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    private static ArgosyException Contradicts(string path, string cause) => new(new Diagnostic(
        "ARG0582", new(System.IO.Path.GetFileName(path)), cause, "Pack it again, and don't rename packages."));

    private static ArgosyException Unreadable(string path, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0520", new(System.IO.Path.GetFileName(path)), cause.TrimEnd('.'), "Pack it again."),
            inner);
}
