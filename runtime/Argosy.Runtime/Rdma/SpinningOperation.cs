namespace Argosy.Runtime;

/// <summary>An operation whose caller drives progress until it is over.</summary>
internal sealed class SpinningOperation : RdmaCompletion
{
    private readonly ulong _token;
    private volatile bool _done;
    private RdmaError _status;
    private int _length;
    private int _providerError;

    internal SpinningOperation(OperationTable table) => _token = table.Keep(this);

    internal ulong Token => _token;

    internal bool IsDone => _done;

    internal void Begin() => _done = false;

    /// <exception cref="RdmaException">It failed.</exception>
    internal int Result(string action) => _status == RdmaError.None
        ? _length
        : throw new RdmaException(_status, action, $"libfabric error {_providerError}");

    internal override void Completed(RdmaError status, int length, int providerError)
    {
        (_status, _length, _providerError) = (status, length, providerError);
        _done = true;
    }
}
