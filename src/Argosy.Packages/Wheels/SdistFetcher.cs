using Argosy.Artifacts;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Sources;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels;

/// <summary>Fetches upstream sdists from a project's sources.</summary>
/// <remarks>The cache is keyed by content and verified on each use; cached sdists need no network.</remarks>
/// <param name="runner">Runs apt-get and pip.</param>
/// <param name="cacheFolder">The folder that keeps sdists between builds; see <see cref="DefaultCache"/>.</param>
/// <param name="say">Receives a sentence for each sdist that differs from the lock file.</param>
public sealed class SdistFetcher(CommandRunner runner, string cacheFolder, Action<string> say)
{
    /// <summary>The user's own cache, in the XDG location.</summary>
    public static string DefaultCache => Path.Combine(Artifacts.Store.CacheFolder.Default, "sdists");

    /// <summary>One sdist for each wheel, in their order. Errors ARG0503 to ARG0505 and ARG0552.</summary>
    /// <param name="wheels">The wheels to build.</param>
    /// <param name="pins">The project's lock.</param>
    /// <param name="policy">How strictly to follow it.</param>
    /// <param name="archive">The sources.</param>
    /// <param name="cancellation">Ends downloads.</param>
    public async Task<IReadOnlyList<Sdist>> FetchAsync(IReadOnlyList<WheelDefinition> wheels, SdistLock pins,
        LockPolicy policy, SourceArchive archive, CancellationToken cancellation)
    {
        using var sources = SdistSources.Open(archive, runner);
        var sdists = new List<Sdist>();
        foreach (var wheel in wheels) sdists.Add(await FetchAsync(wheel, pins, policy, sources, cancellation));
        return sdists;
    }

    /// <summary>The path of a pinned sdist in a cache; null if the cache lacks it, or has another content.</summary>
    internal static string? FindCached(string cacheFolder, PinnedSdist pin)
    {
        var path = PathOf(cacheFolder, pin.Digest, pin.File);
        return File.Exists(path) && Digest.OfFile(path) == pin.Digest ? path : null;
    }

    /// <summary>The sdist of one wheel as the sources have it now, whatever the lock says. Error ARG0552.</summary>
    internal async Task<Sdist> FetchCurrentAsync(
        WheelDefinition wheel, SdistSources sources, CancellationToken cancellation)
    {
        var (offer, tried, fault) = await SearchAsync(wheel, null, sources.All, cancellation);
        if (offer is not null) return Keep(wheel, offer, null);
        throw tried.Count == 1 && fault is not null ? fault : Missing(wheel, tried);
    }

    private async Task<Sdist> FetchAsync(WheelDefinition wheel, SdistLock pins, LockPolicy policy,
        SdistSources sources, CancellationToken cancellation)
    {
        var pin = policy == LockPolicy.Renew ? null : pins.Find(wheel)?.Sdist;
        if (pin is null && policy == LockPolicy.Require) throw NotLocked(wheel, "the lock file doesn't name it");
        if (pin is not null && FromCache(wheel, pins.Find(wheel)!, pin) is { } cached) return cached;
        if (pin is not null)
        {
            var ordered = sources.All.OrderBy(s => Has(s, pin) ? 0 : 1).ToList();
            var (pinned, tried, fault) = await SearchAsync(wheel, pin, ordered, cancellation);
            if (pinned is not null) return Keep(wheel, pinned, pin);
            if (policy == LockPolicy.Require)
                throw tried.Count == 1 && fault is not null
                    ? fault
                    : NotLocked(wheel, $"no source has {pin.File}: {Said(tried)}");
        }

        var current = await FetchCurrentAsync(wheel, sources, cancellation);
        if (policy == LockPolicy.Prefer)
            say(pin is null
                ? $"{wheel.Name}: not in {SdistLock.FileName}; {current.Version} is taken, unpinned."
                : $"{wheel.Name}: {pin.File} has left its source; {current.Version} is taken, unpinned.");
        return current;
    }

    private Sdist? FromCache(WheelDefinition wheel, SdistPin entry, PinnedSdist pin) =>
        FindCached(cacheFolder, pin) is { } path
            ? new(wheel, entry.Version.ToString(), path, pin.Digest, Pinned: true) { From = pin.From }
            : null;

    // Each source in turn, until one has it. What each of them had instead is kept for the error.
    private static async Task<(SdistOffer? Offer, List<string> Tried, ArgosyException? Fault)> SearchAsync(
        WheelDefinition wheel, PinnedSdist? pin, IEnumerable<ISdistSource> sources, CancellationToken cancellation)
    {
        var tried = new List<string>();
        ArgosyException? fault = null;
        foreach (var source in sources)
        {
            try
            {
                var search = await source.FindAsync(wheel, pin, cancellation);
                if (search.Offer is { } offer)
                {
                    if (pin is null || Digest.OfFile(offer.Path) == pin.Digest) return (offer, tried, null);
                    if (Has(source, pin)) throw Altered(wheel, pin, Digest.OfFile(offer.Path));
                    search = SdistSearch.Without($"its {pin.File} has another content");
                }

                tried.Add($"{source.Name}: {search.Had}");
            }
            catch (ArgosyException e) when (e.Diagnostics[0].Id != "ARG0504")
            {
                fault = e;
                tried.Add($"{source.Name}: {e.Diagnostics[0].Cause.ReplaceLineEndings(" ").Trim()}");
            }
        }

        return (null, tried, fault);
    }

    private Sdist Keep(WheelDefinition wheel, SdistOffer offer, PinnedSdist? pin)
    {
        var digest = Digest.OfFile(offer.Path);
        var path = PathOf(cacheFolder, digest, Path.GetFileName(offer.Path));
        AtomicFile.Write(path, target =>
        {
            using var source = File.OpenRead(offer.Path);
            source.CopyTo(target);
        });
        return new(wheel, offer.Version.ToString(), path, digest, Pinned: pin is not null) { From = offer.From };
    }

    private static string PathOf(string cacheFolder, Digest digest, string file) =>
        Path.Combine(cacheFolder, digest.Hex, file);

    private static bool Has(ISdistSource source, PinnedSdist pin) =>
        pin.From == source.Name || pin.From.StartsWith($"{source.Name} ", StringComparison.Ordinal);

    private static string Said(IEnumerable<string> tried) => string.Join("; ", tried);

    private static ArgosyException Missing(WheelDefinition wheel, List<string> tried) => new(new Diagnostic("ARG0552",
        wheel.Place, $"no source has the sdist of {wheel.Name} {wheel.Version?.ToString() ?? ""}".TrimEnd()
            + $" ({Said(tried)})",
        $"Add a source that has it to {WheelSet.FileName}, or skip the package there with the reason."));

    private static ArgosyException NotLocked(WheelDefinition wheel, string cause) => new(new Diagnostic("ARG0503",
        new(SdistLock.FileName), $"the sdist of '{wheel.Name}' isn't pinned: {cause}",
        "Run ./build.sh --target=Update-Locks and commit the lock file, or build without --locked."));

    private static ArgosyException Altered(WheelDefinition wheel, PinnedSdist pin, Digest found) =>
        new(new Diagnostic("ARG0504", new(SdistLock.FileName),
            $"{pin.File} of '{wheel.Name}' ({pin.From}) is {found} where {pin.Digest} is pinned",
            "The source's content changed under the same version: find out why before you run "
            + "./build.sh --target=Update-Locks."));
}
