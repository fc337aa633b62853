namespace Argosy.Oci.Registry;

/// <summary>Keeps a run from waiting repeatedly for a slow or unavailable registry.</summary>
internal sealed class CircuitBreaker
{
    private const int MostServerErrors = 3;
    private int _serverErrors;
    private int _told;
    private volatile bool _isOut;

    /// <summary>Whether the registry is disabled for the rest of the run.</summary>
    public bool IsOut => _isOut;

    /// <summary>Records a fault that remained after a second attempt, or any error of the server.</summary>
    public void Note(RegistryFault fault)
    {
        if (fault.Kind is FaultKind.Timeout or FaultKind.Unreachable or FaultKind.BrokenOff
            || (fault.Kind == FaultKind.Server && Interlocked.Increment(ref _serverErrors) >= MostServerErrors))
            _isOut = true;
    }

    /// <summary>Whether to show a warning: for a disabled registry, only the first.</summary>
    public bool IsNews() => !IsOut || Interlocked.Exchange(ref _told, 1) == 0;
}
