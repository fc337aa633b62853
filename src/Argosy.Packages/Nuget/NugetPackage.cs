using Argosy.Artifacts;
using Argosy.Artifacts.Files;
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
    /// <summary>The version without build metadata, leading zeros and a fourth part of zero.</summary>
    public string NormalVersion => Version.ToNormalizedString();

    /// <summary>The id as addresses have it.</summary>
    public string LowerId => Id.ToLowerInvariant();

    /// <summary>The version as addresses have it.</summary>
    public string LowerVersion => NormalVersion.ToLowerInvariant();

    /// <summary>Opens a package; error ARG0520 if it isn't one.</summary>
    public static NugetPackage Read(string path)
    {
        try
        {
            using var archive = new PackageArchiveReader(path);
            using var nuspec = new MemoryStream();
            using (var stream = archive.GetNuspec()) stream.CopyTo(nuspec);
            return Read(path, nuspec.ToArray());
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

    private static NugetPackage Read(string path, byte[] nuspec)
    {
        using var stream = new MemoryStream(nuspec);
        var reader = new NuspecReader(stream);
        var id = reader.GetId();
        var version = reader.GetMetadataValue("version");

        // The id becomes a folder's name.
        if (!PackageIdValidator.IsValidPackageId(id)) throw Unreadable(path, $"'{id}' isn't a package id");
        return new(path, Digest.OfFile(path), id,
            NuGetVersion.TryParse(version, out var parsed)
                ? parsed
                : throw Unreadable(path, $"'{version}' isn't a package version"),
            nuspec, reader.GetDescription(), reader.GetAuthors(),
            reader.GetTags().Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries),
            [.. reader.GetDependencyGroups()]);
    }

    private static ArgosyException Unreadable(string path, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0520", new(System.IO.Path.GetFileName(path)), cause.TrimEnd('.'), "Pack it again."),
            inner);
}
