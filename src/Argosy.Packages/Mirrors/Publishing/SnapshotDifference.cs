namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>A package in a mirror.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="File">Its file's path.</param>
public sealed record MirroredPackage(string Name, string Version, string File)
{
    /// <summary>The package of a file, by the file's name; null for an index, or for what belongs to another
    /// file.</summary>
    public static MirroredPackage? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/');
        var file = parts[^1];
        return Path.GetExtension(file) switch
        {
            // name-version(-build)-python-abi-platform.whl; no part has a '-' (PEP 427).
            ".whl" when file.Split('-') is [var name, var version, _, _, ..] => new(name, version, path),
            // name_version_architecture.deb
            ".deb" when file[..^4].Split('_') is [var name, var version, _] => new(name, version, path),
            // id/version/id.version.nupkg
            ".nupkg" when parts is [.., var name, var version, _] => new(name, version, path),
            _ => null,
        };
    }
}

/// <summary>A package with other content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">Versions that are gone, or of files with other content.</param>
/// <param name="After">Versions that are new, or of files with other content.</param>
public sealed record ChangedPackage(string Name, IReadOnlyList<string> Before, IReadOnlyList<string> After);

/// <summary>How two snapshots of a mirror differ.</summary>
/// <param name="Mirror">The mirror.</param>
/// <param name="From">The id of the old one.</param>
/// <param name="To">The id of the new one.</param>
/// <param name="Added">Packages that only the new one has.</param>
/// <param name="Removed">Packages that only the old one has.</param>
/// <param name="Changed">Packages whose versions or files differ.</param>
/// <param name="Files">The files.</param>
public sealed record SnapshotDifference(
    string Mirror, string From, string To, IReadOnlyList<ChangedPackage> Added, IReadOnlyList<ChangedPackage> Removed,
    IReadOnlyList<ChangedPackage> Changed, FileDifference Files)
{
    internal static SnapshotDifference Of(
        string mirror, string from, SnapshotManifest before, string to, SnapshotManifest after)
    {
        var files = FileDifference.Of(before.Files, after.Files);
        var old = Packages(before.Files.Select(f => f.Path));
        var current = Packages(after.Files.Select(f => f.Path));
        var gone = Packages(files.Removed.Concat(files.Changed));
        var come = Packages(files.Added);
        ChangedPackage[] touched =
        [
            .. gone.Select(g => g.Key).Concat(come.Select(c => c.Key)).Distinct().Order(StringComparer.Ordinal)
                .Select(name => new ChangedPackage(name, Versions(gone[name]), Versions(come[name]))),
        ];
        return new(mirror, from, to, [.. touched.Where(t => !old.Contains(t.Name))],
            [.. touched.Where(t => !current.Contains(t.Name))],
            [.. touched.Where(t => old.Contains(t.Name) && current.Contains(t.Name))], files);
    }

    private static ILookup<string, string> Packages(IEnumerable<string> paths) =>
        paths.Select(MirroredPackage.Find).OfType<MirroredPackage>()
            .ToLookup(p => p.Name, p => p.Version, StringComparer.Ordinal);

    private static IReadOnlyList<string> Versions(IEnumerable<string> versions) =>
        [.. versions.Distinct().Order(StringComparer.Ordinal)];
}
