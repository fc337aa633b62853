using System.Diagnostics;
using System.Runtime.InteropServices;
using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy.Module.Shutdown;

/// <summary>Ctrl-C and SIGTERM end the run in order: children ended, nothing half-written, exit code 128 and the signal's
/// number. A second one ends it at once.</summary>
internal sealed class Interrupt : IDisposable
{
    // One wish to stop may arrive twice: from whoever ends the whole process group, and from `dotnet`, which passes it on.
    private static readonly TimeSpan s_echo = TimeSpan.FromSeconds(2);

    // For what a task's own code has to tidy up once its children are gone.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1.5);

    // From the end of the run to that of the process, which code of a task may hold up.
    private static readonly TimeSpan s_exit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch _first = new();
    private int _signal;

    public Interrupt()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, On));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Once interrupted: completes when all that the build had started is gone.</summary>
    public Task ChildrenEnded => _ended.Task;

    /// <summary>The code of a task didn't come to its end, and still runs.</summary>
    public bool HasAbandoned { get; set; }

    /// <summary>The error the run ends with, once interrupted.</summary>
    public CakeException? Error => !_source.IsCancellationRequested
        ? null
        : new CakeException(128 + _signal, new Diagnostic("ARG0706", new("build"), "it was interrupted",
            "Run the same command again: finished tasks are not repeated.").ToString());

    /// <summary>Once interrupted: how long tasks are waited for. Managed code can't be ended from outside.</summary>
    public async Task PatienceAsync()
    {
        await _ended.Task;
        await Task.Delay(s_patience);
    }

    /// <summary>Ends the process in a while, if it hasn't ended by itself.</summary>
    public void ExitSoon()
    {
        var code = 128 + _signal;
        new Thread(() =>
        {
            Thread.Sleep(s_exit);
            Signals.Exit(code);
        })
        { IsBackground = true, Name = "argosy-exit" }.Start();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        lock (_first)
        {
            if (_first.IsRunning && _first.Elapsed > s_echo) return;
            context.Cancel = true;
            if (_first.IsRunning) return;
            _first.Start();
            _signal = context.Signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGHUP => 1, _ => Signals.Terminate };
        }

        // Tasks end what they started, as far as they know of it; this is for the rest.
        _ = Task.Run(EndChildren);
        try
        {
            _source.Cancel();
        }
        catch (AggregateException)
        {
            // What a task registered for this moment failed: the run ends all the same.
        }
    }

    private void EndChildren()
    {
        try
        {
            ProcessTree.End();
        }
        finally
        {
            _ended.TrySetResult();
        }
    }
}
