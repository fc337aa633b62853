namespace Argosy.Oci.Registry;

/// <summary>Keeps a run from waiting again for a registry that is slow or gone.</summary>
internal sealed class CircuitBreaker
{
    private const int MostServerErrors = 3;
    private int _serverErrors;
    private int _told;
    private volatile bool _isOut;

    /// <summary>Whether the registry is out for the rest of the run.</summary>
    public bool IsOut => _isOut;

    /// <summary>Takes note of a fault that no second attempt mended, or of any error of the server's own.</summary>
    public void Note(RegistryFault fault)
    {
        if (fault.Kind is FaultKind.Timeout or FaultKind.Unreachable or FaultKind.BrokenOff
            || (fault.Kind == FaultKind.Server && Interlocked.Increment(ref _serverErrors) >= MostServerErrors)) _isOut = true;
    }

    /// <summary>Whether a warning is news: of a registry that is out, only the first.</summary>
    public bool IsNews() => !IsOut || Interlocked.Exchange(ref _told, 1) == 0;
}
