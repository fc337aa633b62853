namespace Argosy.Runtime;

/// <summary>The outcome of a post: until its caller has been told that it was accepted, a failure is the caller's;
/// later it is reported like that of its action.</summary>
internal sealed class PostedParcel(Cluster cluster, int locality, string action)
{
    private const int Accepted = 1;
    private const int Failed = 2;

    private Exception? _failure;
    private int _state;

    internal void Fail(Exception failure)
    {
        _failure = failure;
        if (Interlocked.CompareExchange(ref _state, Failed, 0) == Accepted && cluster.IsOpen)
            cluster.ReportPostFailure(locality, action, failure);
    }

    /// <summary>The caller is told now.</summary>
    /// <returns>Its failure so far.</returns>
    internal Exception? Accept() =>
        Interlocked.CompareExchange(ref _state, Accepted, 0) == Failed ? _failure : null;
}
