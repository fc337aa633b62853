using System.Diagnostics;
using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.Argosy.Module.Reporting;

/// <summary>Where the engine's own time goes: one line at <c>--verbosity=diagnostic</c>, which benchmarks read.</summary>
/// <remarks>Phases follow each other without a gap, so that their sum is all of the time since the process began.</remarks>
internal sealed class EnginePhases
{
    private readonly List<(string Name, TimeSpan Length)> _phases = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Begins with all that came before the engine: .NET, Cake, the script.</summary>
    public EnginePhases()
    {
        using var own = Process.GetCurrentProcess();
        _phases.Add(("start", DateTime.Now - own.StartTime));
    }

    /// <summary>What has happened since the last call.</summary>
    public void End(string name)
    {
        _phases.Add((name, _clock.Elapsed));
        _clock.Restart();
    }

    public void Say(ICakeLog log) => log.Verbose(Verbosity.Diagnostic, "{0}", ToString());

    /// <inheritdoc />
    public override string ToString() => "engine phases: " + string.Join(", ", _phases.Select(p =>
        string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Length.TotalMilliseconds:F1} ms")));
}
