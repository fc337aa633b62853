namespace Argosy.Runtime;

/// <summary>The callback for a completed operation. Reused by its owner: operations don't allocate.</summary>
internal abstract class RdmaCompletion : FreeNode
{
    /// <summary>Called once, on the thread that drives progress or closes the endpoint: must be short and never
    /// throw.</summary>
    /// <param name="status"><see cref="RdmaError.None"/>, or the failure.</param>
    /// <param name="length">Bytes moved; 0 on failure.</param>
    /// <param name="providerError">libfabric's error number;
    /// 0 on success, and for operations that never reached it.</param>
    internal abstract void Completed(RdmaError status, int length, int providerError);
}
