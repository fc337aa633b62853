using System.Collections.Concurrent;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian.Roots;

namespace Argosy.Toolchains.Debian;

/// <summary>Makes roots of foreign platforms from Debian packages, without emulation and without root.</summary>
/// <remarks>If a set's lock and .debs are available, no network is needed. One builder makes many roots concurrently
/// and fetches a platform's indexes once. The owner disposes it.</remarks>
public sealed partial class RootBuilder(CommandRunner runner, RootOptions options) : IDisposable
{
    private readonly DebCache _cache = new(options.CacheFolder);
    private readonly ConcurrentDictionary<Platform, Lazy<Task<AptRoot>>> _archives = new();

    /// <summary>A folder for cross compilers and emulators: owned by the user, its links lead nowhere
    /// outside. dpkg's record of its packages is in <c>var/lib/dpkg</c>.</summary>
    public async Task<BuiltRoot> BuildFolderAsync(PackageSet set, string targetFolder, CancellationToken cancellation)
    {
        var closure = await SettleAsync(set, cancellation);
        using var staged = new StagedFolder(targetFolder);
        using (var sink = new FolderSink(staged.Path)) await FillAsync(set, closure, sink, cancellation);
        staged.PublishAsMade();
        return new(targetFolder, closure.Packages, closure.Pinned, closure.Notes) { Unpinned = closure.Unpinned };
    }

    /// <summary>Resolves a set again and writes its lock.</summary>
    public async Task<LockUpdate> UpdateLockAsync(PackageSet set, CancellationToken cancellation)
    {
        var path = PackageLock.PathOf(options.LockFolder, set);
        var (archive, packages) = await CurrentAsync(set, cancellation);
        var before = PackageLock.TryLoad(path)?.Packages ?? [];
        AtomicFile.Write(path, new PackageLock(set.Packages, packages).Text(set));
        return new(path, before, packages, archive.Notes);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var archive in _archives.Values.Where(a => a.IsValueCreated && a.Value.IsCompletedSuccessfully))
            archive.Value.Result.Dispose();
        _archives.Clear();
    }

    private async Task FillAsync(
        PackageSet set, Closure closure, FolderSink sink, CancellationToken cancellation)
    {
        var assembly = new RootAssembly(set.Platform.Architecture, sink, new(withLibraries: true));
        foreach (var package in closure.Packages)
        {
            var file = _cache.TryFind(package.Digest) ?? throw Vanished(package);
            await assembly.AddAsync(new DebArchive(file, package.ToString()), cancellation);
        }

        assembly.Finish();
    }

    // The first user of a platform's indexes fetches them; a failed fetch may be tried again.
    private async Task<AptRoot> ArchiveAsync(Platform platform, CancellationToken cancellation)
    {
        var mine = new Lazy<Task<AptRoot>>(() => AptRoot.PrepareAsync(runner, platform, options, cancellation));
        var archive = _archives.GetOrAdd(platform, mine);
        try
        {
            return await archive.Value.WaitAsync(cancellation);
        }
        catch when (archive.Value.IsCompleted)
        {
            _archives.TryRemove(new(platform, archive));
            throw;
        }
    }
}
