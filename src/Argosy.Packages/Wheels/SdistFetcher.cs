using Argosy.Artifacts;
using Argosy.Packages.Apt;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels;

/// <summary>Fetches upstream sdists: the <c>.orig</c> tarballs of Debian's source packages.</summary>
/// <remarks>The cache is keyed by content and verified on each use; cached sdists need no network.</remarks>
/// <param name="runner">Runs apt-get.</param>
/// <param name="cacheFolder">The folder that keeps sdists between builds; see <see cref="DefaultCache"/>.</param>
/// <param name="say">Receives a sentence for each sdist that differs from the lock file.</param>
public sealed class SdistFetcher(CommandRunner runner, string cacheFolder, Action<string> say)
{
    /// <summary>The user's own cache, in the XDG location.</summary>
    public static string DefaultCache => Path.Combine(Artifacts.Store.CacheFolder.Default, "sdists");

    /// <summary>One sdist for each wheel, in their order. Errors ARG0503 to ARG0505.</summary>
    /// <param name="wheels">The wheels to build.</param>
    /// <param name="pins">The project's lock.</param>
    /// <param name="policy">How strictly to follow it.</param>
    /// <param name="archive">The archive of the sources.</param>
    /// <param name="cancellation">Ends apt-get.</param>
    public async Task<IReadOnlyList<Sdist>> FetchAsync(IReadOnlyList<WheelDefinition> wheels, SdistLock pins,
        LockPolicy policy, SourceArchive archive, CancellationToken cancellation)
    {
        using var session = new SourceSession(archive, runner);
        var sdists = new List<Sdist>();
        foreach (var wheel in wheels)
        {
            var pin = policy == LockPolicy.Renew ? null : pins.TryFind(wheel.SourceNames[0]);
            if (pin is null && policy == LockPolicy.Require) throw NotLocked(wheel, "the lock file doesn't name it");
            sdists.Add((pin is null ? null : FromCache(wheel, pin))
                ?? await DownloadAsync(wheel, pin, policy, session, cancellation));
        }

        return sdists;
    }

    private Sdist? FromCache(WheelDefinition wheel, SdistPin pin)
    {
        var path = PathOf(pin.Digest, pin.File);
        return File.Exists(path) && Digest.OfFile(path) == pin.Digest
            ? new(wheel, pin.Version, path, pin.Digest, Pinned: true)
            : null;
    }

    private async Task<Sdist> DownloadAsync(WheelDefinition wheel, SdistPin? pin, LockPolicy policy,
        SourceSession session, CancellationToken cancellation)
    {
        var pinned = pin is null ? null : await session.TryDownloadAsync(wheel.SourceNames[0], pin.Version, cancellation);
        if (pin is not null && pinned is not null && pinned.Digest != pin.Digest) throw Altered(wheel, pin, pinned);

        // A packager's new revision doesn't change the upstream tarball: it is still the pinned one.
        var found = pinned ?? await session.DownloadAsync(wheel.SourceNames[0], cancellation);
        var isPinned = found.Digest == pin?.Digest;
        if (!isPinned && policy == LockPolicy.Require)
            throw NotLocked(wheel, $"{pin!.Version} has left the mirror, which has {found.Version}");
        if (!isPinned && policy == LockPolicy.Prefer)
            say(pin is null
                ? $"{wheel.Name}: not in {SdistLock.FileName}; {found.Version} is taken, unpinned."
                : $"{wheel.Name}: {pin.Version} has left the mirror; {found.Version} is taken, unpinned.");
        var path = PathOf(found.Digest, Path.GetFileName(found.Path));
        AtomicFile.Write(path, target =>
        {
            using var source = File.OpenRead(found.Path);
            source.CopyTo(target);
        });
        return new(wheel, isPinned ? pin!.Version : found.Version, path, found.Digest, isPinned);
    }

    private string PathOf(Digest digest, string file) => Path.Combine(cacheFolder, digest.Hex, file);

    private static ArgosyException NotLocked(WheelDefinition wheel, string cause) => new(new Diagnostic("ARG0503",
        new(SdistLock.FileName), $"the sdist of '{wheel.Name}' isn't pinned: {cause}",
        "Run ./build.sh --target=Update-Locks and commit the lock file, or build without --locked."));

    private static ArgosyException Altered(WheelDefinition wheel, SdistPin pin, SourceDownload found) =>
        new(new Diagnostic("ARG0504", new(SdistLock.FileName),
            $"{wheel.SourceNames[0]} {pin.Version} has {found.Digest} where {pin.Digest} is pinned",
            "The mirror's content changed under the same version: find out why before you run "
            + "./build.sh --target=Update-Locks."));
}
