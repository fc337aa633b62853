using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>
/// Operations without waiting: each calls its completion, unless it returns a code other than 0.
/// <see cref="RdmaError.Again"/> means: let the endpoint progress, then try again.
/// </summary>
public sealed unsafe partial class RdmaEndpoint
{
    internal int TrySend(RdmaPeer peer, NativeSlice local, RdmaCompletion completion)
    {
        var token = _table.Add(completion);
        return Posted(RdmaNative.argosy_endpoint_send(_handle.Value, peer.Value, &local, token), token);
    }

    internal int TryReceive(NativeSlice local, RdmaCompletion completion)
    {
        var token = _table.Add(completion);
        return Posted(RdmaNative.argosy_endpoint_receive(_handle.Value, &local, token), token);
    }

    internal int TryRead(RdmaPeer peer, NativeSlice local, RemoteMemory remote, long offset, RdmaCompletion completion)
    {
        var token = _table.Add(completion);
        return Posted(
            RdmaNative.argosy_endpoint_read(_handle.Value, peer.Value, &local, &remote, (ulong)offset, token), token);
    }

    internal int TryWrite(RdmaPeer peer, NativeSlice local, RemoteMemory remote, long offset, RdmaCompletion completion)
    {
        var token = _table.Add(completion);
        return Posted(
            RdmaNative.argosy_endpoint_write(_handle.Value, peer.Value, &local, &remote, (ulong)offset, token), token);
    }

    /// <summary>Sends bytes that may be reused at once; there is no completion.</summary>
    internal int TryInject(RdmaPeer peer, byte* bytes, int length) =>
        RdmaNative.argosy_endpoint_inject(_handle.Value, peer.Value, bytes, (ulong)length);

    /// <summary>Ends a wait of <see cref="Progress"/> early: the current one, or the next.</summary>
    internal void Wake() => _ = RdmaNative.argosy_endpoint_wake(_handle.Value);

    // Closing the endpoint meanwhile may have called the completion already; then there is nothing to return.
    private int Posted(int code, ulong token) => code != 0 && _table.TryTake(token) is null ? 0 : code;
}
