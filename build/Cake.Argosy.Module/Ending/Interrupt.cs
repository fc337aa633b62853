using System.Diagnostics;
using System.Runtime.InteropServices;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Module.Ending;

/// <summary>Ctrl-C and SIGTERM end the run in order: children ended, nothing half-written. A second one ends it at once.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    // One wish to stop may arrive twice: from whoever ends the whole process group, and from `dotnet`, which passes it on.
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(2);
    private readonly Stopwatch _first = new();

    public Interrupt()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, On));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The error the run ends with, once interrupted.</summary>
    public Exception? Failure => !_source.IsCancellationRequested
        ? null
        : new ArgosyException(new Diagnosis("ARG0706", new("build"), "it was interrupted",
            "Run the same command again: finished tasks are not repeated."));

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        lock (_first)
        {
            if (_first.IsRunning && _first.Elapsed > Echo) return;
            context.Cancel = true;
            if (_first.IsRunning) return;
            _first.Start();
        }

        _source.Cancel();
        // Tasks end what they started, as far as they know of it; this is for the rest.
        _ = Task.Run(Descendants.End);
    }
}
