using Argosy.Toolchains.Debian.Roots;

namespace Argosy.Toolchains.Debian;

public sealed partial class RootBuilder
{
    private readonly DebIndexCache _indexes = new(Path.Combine(options.CacheFolder, "indexes"));

    /// <summary>Resolves a set for an image: owners and modes from the packages, regardless of the user; with dpkg's
    /// record of the packages. Nothing is unpacked.</summary>
    /// <remarks>Errors ARG0278, ARG0303 to ARG0313 and ARG0328 to ARG0330.</remarks>
    public async Task<PackagedRoot> PackageAsync(PackageSet set, CancellationToken cancellation)
    {
        var closure = await SettleAsync(set, cancellation);
        var sink = new EntrySink();
        var assembly = new RootAssembly(set.Platform.Architecture, sink, new());
        var packages = new List<InstalledPackage>();
        var debs = new List<string>();
        foreach (var (archive, index) in await IndexesAsync(closure.Packages, cancellation))
        {
            assembly.Add(archive, index);
            packages.Add(Installed(closure.Packages[archive.Number], index));
            debs.Add(archive.Path);
        }

        assembly.Finish();
        var built = new BuiltRoot("", closure.Packages, closure.Pinned, closure.Notes) { Unpinned = closure.Unpinned };
        return new(built, packages, [.. sink.Entries]) { Debs = debs };
    }

    // In the packages' order. Those without an index are read at the same time: each is decompressed by a process.
    private async Task<(DebArchive Archive, DebIndex Index)[]> IndexesAsync(
        IReadOnlyList<LockedPackage> packages, CancellationToken cancellation)
    {
        var made = new (DebArchive, DebIndex)[packages.Count];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        await Parallel.ForAsync(0, packages.Count, options, async (i, token) =>
        {
            var package = packages[i];
            var file = _cache.TryFind(package.Digest) ?? throw Vanished(package);
            var archive = new DebArchive(file, package.ToString()) { Number = i };
            made[i] = (archive, await _indexes.OfAsync(package.Digest, archive, token));
        });
        return made;
    }

    private static InstalledPackage Installed(LockedPackage package, DebIndex index)
    {
        var (source, version) = index.Control.Source;
        return new(
            package.Name, package.Version, index.Control.Field("Architecture"), source, version, package.Digest)
        {
            InstalledSize = index.Control.InstalledSize,
            LicenceFile = index.LicenceFile,
        };
    }
}
