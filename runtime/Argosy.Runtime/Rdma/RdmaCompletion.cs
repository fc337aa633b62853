namespace Argosy.Runtime;

/// <summary>Told when an operation is over. Reused by its owner: no operation allocates.</summary>
internal abstract class RdmaCompletion : FreeNode
{
    /// <summary>Called once, on the thread that drives progress or closes the endpoint: be brief, never throw.</summary>
    /// <param name="status"><see cref="RdmaError.None"/>, or why it failed.</param>
    /// <param name="length">Bytes moved; 0 on failure.</param>
    /// <param name="providerError">libfabric's error number; 0 on success, and for what never reached it.</param>
    internal abstract void Completed(RdmaError status, int length, int providerError);
}
