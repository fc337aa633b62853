using Argosy.Packages.Apt;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>The upstream tarballs of a Debian release's source packages.</summary>
internal sealed class DebianSdists(SourceArchive archive, CommandRunner runner) : ISdistSource
{
    private readonly SourceSession _session = new(archive, runner);

    /// <inheritdoc />
    public string Name => archive.Distribution.Name;

    /// <inheritdoc />
    public async Task<SdistSearch> FindAsync(
        WheelDefinition wheel, PinnedSdist? pin, CancellationToken cancellation)
    {
        if (pin is not null && pin.From.Split(' ') is [var release, var package, var version] && release == Name)
        {
            var exact = await _session.TryDownloadAsync(package, version, cancellation);
            if (exact is not null && SdistName.UpstreamOf(version) is { } upstream)
                return SdistSearch.Found(new(upstream, exact.Path, pin.From));
        }

        var had = new List<string>();
        foreach (var source in wheel.SourceNames)
        {
            var search = await FindAsync(source, wheel, pin, cancellation);
            if (search.Offer is not null) return search;
            had.Add(search.Had);
        }

        return SdistSearch.Without(string.Join(", and ", had));
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    private async Task<SdistSearch> FindAsync(
        string source, WheelDefinition wheel, PinnedSdist? pin, CancellationToken cancellation)
    {
        var version = await _session.FindVersionAsync(source, cancellation);
        if (version is null) return SdistSearch.Without($"it has no source package '{source}'");
        var upstream = SdistName.UpstreamOf(version);
        if (upstream is null || (wheel.Version is not null && upstream != wheel.Version))
            return SdistSearch.Without($"its '{source}' is {version}");
        try
        {
            var found = await _session.DownloadAsync(source, version, cancellation);
            return pin is null || Path.GetFileName(found.Path) == pin.File
                ? SdistSearch.Found(new(upstream, found.Path, $"{Name} {source} {version}"))
                : SdistSearch.Without($"its '{source}' is {version}, with another file");
        }
        catch (ArgosyException e) when (e.Diagnostics is [var only])
        {
            return SdistSearch.Without(only.Cause.ReplaceLineEndings(" "));
        }
    }
}
