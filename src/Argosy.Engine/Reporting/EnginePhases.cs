using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Argosy.Engine.Reporting;

/// <summary>The engine's own time by phase: one line at <c>--verbosity=diagnostic</c>, which benchmarks read. The
/// just-in-time compiler's share, on any thread, is for code that build.sh could not compile ahead.</summary>
/// <remarks>Phases have no gaps between them, so their sum is all of the time since the process began.</remarks>
internal sealed class EnginePhases
{
    private readonly List<(string Name, TimeSpan Length, TimeSpan Compiling)> _phases = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _compiling = JitInfo.GetCompilationTime();

    /// <summary>Starts with everything before the engine: .NET, Cake, the script.</summary>
    public EnginePhases()
    {
        using var own = Process.GetCurrentProcess();
        _phases.Add(("start", DateTime.UtcNow - own.StartTime.ToUniversalTime(), _compiling));
    }

    /// <summary>Ends a phase that started at the last call.</summary>
    public void End(string name)
    {
        var compiling = JitInfo.GetCompilationTime();
        _phases.Add((name, _clock.Elapsed, compiling - _compiling));
        _compiling = compiling;
        _clock.Restart();
    }

    /// <inheritdoc />
    public override string ToString() => "engine phases: " + string.Join(", ", _phases.Select(p =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{p.Name} {p.Length.TotalMilliseconds:F1} ms (compiler {p.Compiling.TotalMilliseconds:F1} ms)")));
}
