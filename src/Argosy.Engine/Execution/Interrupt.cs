using System.Diagnostics;
using System.Runtime.InteropServices;
using Argosy.Processes.Trees;

namespace Argosy.Engine.Execution;

/// <summary>Ctrl-C and SIGTERM end the run in order: children are ended, no file is left half-written, the exit code is
/// 128 and the signal's number. A second one ends it at once.</summary>
internal sealed class Interrupt : IDisposable
{
    // One request to stop may arrive twice: from the sender to the whole process group, and from `dotnet`, which
    // forwards it.
    private static readonly TimeSpan s_echo = TimeSpan.FromSeconds(2);

    // For the clean-up of a task's own code after its children have ended.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1.5);

    // From the end of the run to that of the process, which code of a task may delay.
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

    /// <summary>Once interrupted: completes when all processes that the build started have ended.</summary>
    public Task ChildrenEnded => _ended.Task;

    /// <summary>The code of a task didn't end, and still runs.</summary>
    public bool HasAbandoned { get; set; }

    /// <summary>The error of an interrupted run.</summary>
    public InterruptedException? Error => !_source.IsCancellationRequested
        ? null
        : new InterruptedException(_signal);

    /// <summary>Once interrupted: the time to wait for tasks. Managed code can't be ended from outside.</summary>
    public async Task PatienceAsync()
    {
        await _ended.Task;
        await Task.Delay(s_patience);
    }

    /// <summary>Ends the process after some time, if it hasn't ended by then.</summary>
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
            _signal = context.Signal switch
            {
                PosixSignal.SIGINT => 2,
                PosixSignal.SIGHUP => 1,
                _ => Signals.Terminate
            };
        }

        // Tasks end the processes that they know of; this is for the rest.
        _ = Task.Run(EndChildren);
        try
        {
            _source.Cancel();
        }
        catch (AggregateException)
        {
            // A task's callback for this moment failed: the run ends anyway.
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
