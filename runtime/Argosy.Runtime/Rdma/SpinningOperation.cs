namespace Argosy.Runtime;

/// <summary>An operation whose caller drives progress until it is over.</summary>
internal sealed class SpinningOperation : RdmaCompletion
{
    private readonly ulong token;
    private volatile bool done;
    private RdmaError status;
    private int length;
    private int providerError;

    internal SpinningOperation(OperationTable table) => token = table.Keep(this);

    internal ulong Token => token;

    internal bool IsDone => done;

    internal void Begin() => done = false;

    /// <exception cref="RdmaException">It failed.</exception>
    internal int Result(string action) => status == RdmaError.None
        ? length
        : throw new RdmaException(status, action, $"libfabric error {providerError}");

    internal override void Completed(RdmaError status, int length, int providerError)
    {
        (this.status, this.length, this.providerError) = (status, length, providerError);
        done = true;
    }
}
