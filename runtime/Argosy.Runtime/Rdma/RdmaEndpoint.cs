using System.Runtime.CompilerServices;
using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>
/// One end of reliable, connectionless traffic. Nothing completes unless a thread calls <see cref="Progress"/>
/// repeatedly, usually an <see cref="RdmaProgressThread"/>, at this end and at the peer's.
/// </summary>
public sealed unsafe partial class RdmaEndpoint : IDisposable
{
    private const int Batch = 16;
    private const int LooksBeforeWait = 4096;

    private static readonly TimeSpan s_shortWait = TimeSpan.FromMilliseconds(1);

    private readonly EndpointHandle _handle;
    private readonly OperationTable _table = new();
    private readonly PendingOperations _operations;
    private SpinningOperation? _spare;

    private RdmaEndpoint(EndpointHandle handle, RdmaAddress address)
    {
        _handle = handle;
        Address = address;
        _operations = new PendingOperations(this);
    }

    /// <summary>The address for peers.</summary>
    public RdmaAddress Address { get; }

    internal static RdmaEndpoint Open(DomainHandle domain)
    {
        ulong value = 0;
        RdmaResult.Check(RdmaNative.argosy_endpoint_open(domain.Value, &value), "opening an endpoint");
        var handle = new EndpointHandle(value);
        var address = stackalloc byte[RdmaAddress.MaximumLength];
        uint length = 0;
        var code = RdmaNative.argosy_endpoint_address(value, address, RdmaAddress.MaximumLength, &length);
        if (code != 0)
        {
            handle.Dispose();
            throw RdmaResult.Failure(code, "asking for an endpoint's address");
        }
        return new RdmaEndpoint(handle, new RdmaAddress(new ReadOnlySpan<byte>(address, (int)length)));
    }

    /// <summary>Adds a peer. Nothing is sent yet.</summary>
    /// <exception cref="RdmaException">It isn't an address of this provider,
    /// or the endpoint was disposed of.</exception>
    public RdmaPeer AddPeer(RdmaAddress address)
    {
        ulong peer = 0;
        fixed (byte* bytes = address.Bytes)
        {
            RdmaResult.Check(
                RdmaNative.argosy_peer_insert(_handle.Value, bytes, (uint)address.Bytes.Length, &peer),
                "adding a peer");
        }
        GC.KeepAlive(this);
        return new RdmaPeer(peer, NeighbourMemory.Of(Address.Bytes, address.Bytes));
    }

    /// <summary>Removes a peer. Operations with it must have completed.</summary>
    /// <exception cref="RdmaException">It is unknown, or the endpoint was disposed of.</exception>
    public void RemovePeer(RdmaPeer peer)
    {
        RdmaResult.Check(RdmaNative.argosy_peer_remove(_handle.Value, peer.Value), "removing a peer");
        GC.KeepAlive(this);
    }

    /// <summary>Reads <c>local.Length</c> bytes of the peer's memory into the slice.</summary>
    /// <returns>The bytes read.</returns>
    /// <exception cref="RdmaException">Through the task.</exception>
    /// <remarks>Cancelling only ends the wait; the slice may still be written to until
    /// the endpoint is disposed of.</remarks>
    public ValueTask<int> ReadAsync(
        RdmaPeer peer, RegisteredSlice local, RemoteMemory remote, long remoteOffset = 0,
        CancellationToken cancellationToken = default) =>
        Start(new(OperationKind.Read, peer, local, remote, remoteOffset), cancellationToken);

    /// <summary>Writes the slice into the peer's memory; completes once the bytes are there.</summary>
    /// <returns>The bytes written.</returns>
    /// <exception cref="RdmaException">Through the task.</exception>
    public ValueTask<int> WriteAsync(
        RdmaPeer peer, RegisteredSlice local, RemoteMemory remote, long remoteOffset = 0,
        CancellationToken cancellationToken = default) =>
        Start(new(OperationKind.Write, peer, local, remote, remoteOffset), cancellationToken);

    /// <summary>Sends the slice as one message.</summary>
    /// <returns>The bytes sent.</returns>
    /// <exception cref="RdmaException">Through the task.</exception>
    public ValueTask<int> SendAsync(
        RdmaPeer peer, RegisteredSlice local, CancellationToken cancellationToken = default) =>
        Start(new(OperationKind.Send, peer, local, default, 0), cancellationToken);

    /// <summary>Receives one message from any peer into the slice.</summary>
    /// <returns>The message's bytes.</returns>
    /// <exception cref="RdmaException">Through the task;
    /// <see cref="RdmaError.Truncated"/> if the slice is too short.</exception>
    public ValueTask<int> ReceiveAsync(RegisteredSlice local, CancellationToken cancellationToken = default) =>
        Start(new(OperationKind.Receive, default, local, default, 0), cancellationToken);

    /// <summary>
    /// Reads like <see cref="ReadAsync"/>, on the calling thread, which drives progress itself: the fastest way. Over
    /// shared memory it reads through the kernel, without the provider.
    /// </summary>
    /// <returns>The bytes read.</returns>
    /// <exception cref="RdmaException">It failed, or the endpoint was disposed of.</exception>
    /// <remarks>Together with a thread that calls <see cref="Progress"/> it works, but takes longer.</remarks>
    public int Read(RdmaPeer peer, RegisteredSlice local, RemoteMemory remote, long remoteOffset = 0)
    {
        if (peer.Memory is { IsOpen: true } memory && !_handle.IsClosed && local.TryFill(memory, remote, remoteOffset))
            return local.Length;
        const string action = "reading remote memory";
        var operation = Interlocked.Exchange(ref _spare, null) ?? new SpinningOperation(_table);
        operation.Begin();
        var slice = local.Native();
        int code;
        while ((RdmaError)(code = RdmaNative.argosy_endpoint_read(
            _handle.Value, peer.Value, &slice, &remote, (ulong)remoteOffset, operation.Token)) == RdmaError.Again)
        {
            Poll();
        }
        for (var looks = 0; code == 0 && !operation.IsDone; looks++)
        {
            if (looks < LooksBeforeWait)
                Poll();
            else
                Progress(s_shortWait);
        }
        _spare = operation;
        RdmaResult.Check(code, action);
        return operation.Result(action);
    }

    /// <summary>Drives progress and completes finished operations, waiting up to <paramref name="limit"/> for the
    /// first.</summary>
    /// <returns>The number of completed operations; 0 after the limit.</returns>
    /// <exception cref="RdmaException">The provider failed, or the endpoint was disposed of.</exception>
    [SkipLocalsInit]
    public int Progress(TimeSpan limit)
    {
        var completions = stackalloc NativeCompletion[Batch];
        uint count = 0;
        _operations.PostWaiting();
        var milliseconds = (uint)Math.Max(0, Math.Min(limit.TotalMilliseconds, int.MaxValue));
        var code = RdmaNative.argosy_endpoint_wait(_handle.Value, milliseconds, completions, Batch, &count);
        return (RdmaError)code == RdmaError.Timeout ? 0 : Complete(code, completions, count);
    }

    /// <summary>Drives progress and completes finished operations, without waiting.</summary>
    /// <returns>The number of completed operations.</returns>
    /// <exception cref="RdmaException">The provider failed, or the endpoint was disposed of.</exception>
    [SkipLocalsInit]
    public int Poll()
    {
        var completions = stackalloc NativeCompletion[Batch];
        uint count = 0;
        _operations.PostWaiting();
        return Complete(RdmaNative.argosy_endpoint_poll(_handle.Value, completions, Batch, &count), completions, count);
    }

    /// <summary>Closes the endpoint. Pending operations fail with <see cref="RdmaError.Cancelled"/>.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        foreach (var completion in _table.TakeAll())
            completion.Completed(RdmaError.Cancelled, 0, 0);
        _operations.Close();
    }

    private int Complete(int code, NativeCompletion* completions, uint count)
    {
        GC.KeepAlive(this);
        RdmaResult.Check(code, "driving an endpoint");
        for (var i = 0; i < count; i++)
        {
            ref readonly var one = ref completions[i];
            _table.TryTake(one.Token)?.Completed((RdmaError)one.Status, (int)one.Length, one.ProviderError);
        }
        if (count > 0)
            _operations.PostWaiting();
        return (int)count;
    }

    private ValueTask<int> Start(in OperationRequest request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new ValueTask<int>(Task.FromCanceled<int>(cancellationToken));
        return _operations.Start(request, cancellationToken);
    }
}
