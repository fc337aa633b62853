namespace Argosy.Images.SupplyChain.Contents;

/// <summary>The Debian packages of an image, by dpkg's record in it: one file, or a file for each package.</summary>
internal static class InstalledPackages
{
    private const string Status = "var/lib/dpkg/status";
    private const string StatusFolder = "var/lib/dpkg/status.d/";

    /// <summary>Whether the content of a file is needed.</summary>
    public static bool IsNeeded(string path) =>
        path == Status || path.StartsWith(StatusFolder, StringComparison.Ordinal);

    /// <summary>The packages, in the record's order; empty without a record.</summary>
    public static IReadOnlyList<DebianPackage> Read(ImageFiles files)
    {
        var documents = files.All.Select(f => f.Path)
            .Where(p => IsNeeded(p) && !p.EndsWith(".md5sums", StringComparison.Ordinal))
            .Select(files.FindContent).Where(d => d is not null);
        return [.. documents.SelectMany(d => DpkgStatus.Read(d!)).DistinctBy(p => (p.Name, p.Architecture))];
    }
}
