using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Debian;

public sealed partial class RootBuilder
{
    private const string Remedy = "Run ./build.sh --target=Update-Locks and commit what it writes.";

    private sealed record Closure(IReadOnlyList<LockedPackage> Packages, bool Pinned, IReadOnlyList<string> Notes)
    {
        // Why no lock was used.
        public Diagnostic? Unpinned { get; init; }
    }

    /// <summary>The packages of a root that have another version in the same set on other architectures.</summary>
    /// <remarks>The other architectures' versions are those of their locks, else those on their mirror now.</remarks>
    /// <param name="set">The root's set; the others have its distribution and name.</param>
    /// <param name="root">The root made from it.</param>
    /// <param name="others">The other architectures.</param>
    /// <param name="cancellation">Ends apt.</param>
    public async Task<IReadOnlyList<PackageDifference>> DifferencesAsync(
        PackageSet set, BuiltRoot root, IEnumerable<Architecture> others, CancellationToken cancellation)
    {
        var differences = new List<PackageDifference>();
        foreach (var other in others.Where(a => a != set.Platform.Architecture).Select(a => set.On(a)))
        {
            var theirs = Pinned(other) ?? (await CurrentAsync(other, cancellation)).Packages;
            differences.AddRange(PackageDifference.Between(root.Packages, other.Platform, theirs));
        }

        return differences;
    }

    /// <summary>Whether a set has a lock of its current package list.</summary>
    public bool IsPinned(PackageSet set) => Pinned(set) is not null;

    private IReadOnlyList<LockedPackage>? Pinned(PackageSet set) =>
        PackageLock.TryLoad(PackageLock.PathOf(options.LockFolder, set)) is { } found
            && found.Requested.SequenceEqual(set.Packages, StringComparer.Ordinal)
                ? found.Packages
                : null;

    // Determines a root's packages; afterwards the cache has every .deb of them.
    private async Task<Closure> SettleAsync(PackageSet set, CancellationToken cancellation)
    {
        var path = PackageLock.PathOf(options.LockFolder, set);
        var shown = Path.GetRelativePath(Path.Combine(options.LockFolder, ".."), path);
        var locked = PackageLock.TryLoad(path);
        if (locked is null)
            return await UnpinnedAsync(
                set, new("ARG0307", new(shown), $"there is no lock for {set}", Remedy), cancellation);
        if (!locked.Requested.SequenceEqual(set.Packages, StringComparer.Ordinal))
        {
            return await UnpinnedAsync(set, new("ARG0307", new(shown),
                $"the package list of {set} has changed since it was locked", Remedy), cancellation);
        }

        var missing = locked.Packages.Where(p => _cache.TryFind(p.Digest) is null).ToList();
        if (missing.Count == 0) return new(locked.Packages, Pinned: true, []);

        var archive = await ArchiveAsync(set.Platform, cancellation);
        var offered = await archive.FindAsync([.. missing.Select(p => p.Name)], cancellation);
        RefuseOtherBytes(shown, missing, offered);
        var gone = missing.Except(offered).ToList();
        if (gone.Count > 0)
        {
            return await UnpinnedAsync(set, new("ARG0308", new(shown),
                $"{string.Join(", ", gone)} can no longer be had from the mirror", Remedy), cancellation);
        }

        await DownloadAsync(archive, missing, cancellation);
        return new(locked.Packages, Pinned: true, archive.Notes);
    }

    private async Task<Closure> UnpinnedAsync(PackageSet set, Diagnostic why, CancellationToken cancellation)
    {
        if (options.Locked) throw new ArgosyException(why);
        var (archive, current) = await CurrentAsync(set, cancellation);
        var missing = current.Where(p => _cache.TryFind(p.Digest) is null).ToList();
        if (missing.Count > 0) await DownloadAsync(archive, missing, cancellation);
        return new(current, Pinned: false, archive.Notes) { Unpinned = why };
    }

    // The mirror's current packages. Without security fixes they must not be published.
    private async Task<(AptRoot Archive, IReadOnlyList<LockedPackage> Packages)> CurrentAsync(
        PackageSet set, CancellationToken cancellation)
    {
        var archive = await ArchiveAsync(set.Platform, cancellation);
        if (archive.MissingSecurity is { } missing && !options.WithoutSecurity.Contains(set.Platform.Architecture))
            throw new ArgosyException(missing);
        return (archive, await archive.ResolveAsync(set, cancellation));
    }

    private async Task DownloadAsync(
        AptRoot archive, IReadOnlyList<LockedPackage> packages, CancellationToken cancellation)
    {
        var wanted = packages.ToDictionary(p => p.Digest);
        for (var attempt = 0; ; attempt++)
        {
            using (var folder = new OwnedFolder(Path.Combine(options.CacheFolder, "working")))
            {
                var result = await archive.DownloadAsync(wanted.Values, folder.Path, cancellation);
                foreach (var file in Directory.GetFiles(folder.Path, "*.deb"))
                {
                    var digest = Digest.OfFile(file);
                    if (wanted.Remove(digest)) _cache.Adopt(file, digest);
                }

                if (wanted.Count == 0) return;
                if (attempt == options.RetryWaits.Count)
                {
                    throw new ArgosyException(new Diagnostic("ARG0311", new(wanted.Values.First().ToString()),
                        $"{wanted.Count} packages couldn't be downloaded whole:\n{result.Tail(6)}\n",
                        "Try again; what came is kept. "
                            + "If it persists, name another mirror in argosy.yaml (debian: mirror:)."));
                }
            }
            await Task.Delay(options.RetryWaits[attempt], cancellation);
        }
    }

    // Debian never changes a package without changing its version: such a mirror or lock can't be trusted.
    private static void RefuseOtherBytes(
        string shown, IReadOnlyList<LockedPackage> missing, IReadOnlyList<LockedPackage> offered)
    {
        var others = from m in missing
                     let same = offered.Where(o => o.Name == m.Name && o.Version == m.Version).ToList()
                     where same.Count > 0 && same.TrueForAll(o => o.Digest != m.Digest)
                     select new Diagnostic("ARG0309", new(shown),
                         $"{m} is locked with {m.Digest}, but the mirror has {same[0].Digest} under this version",
                         "Find out which of the two is Debian's before anything is built from it.");
        if (others.ToList() is { Count: > 0 } diagnostics) throw new ArgosyException(diagnostics);
    }

    private ArgosyException Vanished(LockedPackage package) => new(new Diagnostic("ARG0311", new(options.CacheFolder),
        $"{package} was removed while a root was made of it", "Build again; it is then fetched anew."));
}
