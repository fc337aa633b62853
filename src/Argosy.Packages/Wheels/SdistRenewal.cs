using Argosy.Packages.Wheels.Planning;
using Argosy.Packages.Wheels.Sources;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels;

/// <summary>Asks the sources for everything that a plan needs, for a new lock.</summary>
/// <param name="fetcher">Fetches the sdists.</param>
/// <param name="archive">The sources.</param>
/// <param name="runner">Runs apt-get and pip.</param>
internal sealed class SdistRenewal(SdistFetcher fetcher, SourceArchive archive, CommandRunner runner)
{
    /// <summary>The pins, and an error for each package that no source has; it doesn't keep the others from being
    /// pinned.</summary>
    /// <param name="plan">The plan without a lock.</param>
    /// <param name="isConstrained">Whether a constraints file lists the packages: only then wheels of the index
    /// count.</param>
    /// <param name="cancellation">Ends downloads.</param>
    public async Task<(SdistLock Pins, IReadOnlyList<Diagnostic> Missing)> RunAsync(
        WheelPlan plan, bool isConstrained, CancellationToken cancellation)
    {
        using var sources = SdistSources.Open(archive, runner);
        var pins = new List<(string, SdistPin)>();
        var missing = new List<Diagnostic>();
        foreach (var group in plan.Wheels.Where(w => w.IsBuilt && w.Definition.Project is null)
            .GroupBy(w => (w.Definition.Name, Version: w.Definition.Version?.ToString())))
        {
            try
            {
                pins.Add((group.Key.Name, await PinAsync([.. group], isConstrained, sources, cancellation)));
            }
            catch (ArgosyException e)
            {
                missing.AddRange(e.Diagnostics);
            }
        }

        return (SdistLock.Of(pins), missing);
    }

    private async Task<SdistPin> PinAsync(
        List<PlannedWheel> wheels, bool isConstrained, SdistSources sources, CancellationToken cancellation)
    {
        var wheel = wheels[0].Definition;
        var upstream = new Dictionary<string, string>();
        foreach (var platform in isConstrained ? wheels.Select(w => w.Platform) : [])
        {
            foreach (var index in sources.Indexes)
            {
                if (upstream.ContainsKey(platform.Name)) break;
                if (await index.FindWheelAsync(wheel.Name, wheel.Version!, platform, cancellation) is { } file)
                    upstream.Add(platform.Name, file);
            }
        }

        if (upstream.Count == wheels.Count) return new(wheel.Version!) { Upstream = upstream };
        var sdist = await fetcher.FetchCurrentAsync(wheel, sources, cancellation);
        return new(Versions.PythonVersion.Parse(sdist.Version))
        {
            Sdist = new(Path.GetFileName(sdist.Path), sdist.Digest, sdist.From),
            Upstream = upstream,
        };
    }
}
