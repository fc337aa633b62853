using System.Runtime.InteropServices;

namespace Argosy.Engine.Output;

/// <summary>Restores the terminal before a signal can end or stop the process, and when it exits.</summary>
/// <remarks><see cref="Argosy.Engine.Execution.Interrupt"/> handles the signal itself.</remarks>
internal sealed class CursorGuard : IDisposable
{
    private readonly Action _tidy;
    private readonly List<PosixSignalRegistration> _registrations = [];

    public CursorGuard(Action tidy)
    {
        _tidy = tidy;
        foreach (var signal in (PosixSignal[])
            [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGTSTP])
            _registrations.Add(PosixSignalRegistration.Create(signal, _ => tidy()));
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (var registration in _registrations) registration.Dispose();
    }

    private void OnExit(object? sender, EventArgs e) => _tidy();
}
