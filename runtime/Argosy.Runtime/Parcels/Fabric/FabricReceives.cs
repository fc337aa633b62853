using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>The posted receives: one piece of memory with a buffer for one eager message each,
/// posted again after reading.</summary>
internal sealed class FabricReceives : IDisposable
{
    private readonly FabricPort _port;
    private readonly RegisteredMemory _memory;
    private readonly Queue<Buffer> _unposted = [];
    private readonly Buffer[] _buffers;

    internal FabricReceives(FabricPort port, int count)
    {
        _port = port;
        _memory = port.Domain.Allocate(count * EagerMessage.MaximumLength);
        _buffers = new Buffer[count];
        for (var i = 0; i < count; i++)
            _buffers[i] = new Buffer(this, i * EagerMessage.MaximumLength);
    }

    internal bool IsStalled => _unposted.Count > 0;

    /// <exception cref="RdmaException">The provider accepts none.</exception>
    internal void Start()
    {
        foreach (var buffer in _buffers)
            Post(buffer);
    }

    /// <summary>Posts those for which there was no space before.</summary>
    internal void Retry()
    {
        for (var left = _unposted.Count; left > 0; left--)
            Post(_unposted.Dequeue());
    }

    public void Dispose() => ((IDisposable)_memory).Dispose();

    private void Post(Buffer buffer)
    {
        var code = _port.Endpoint.TryReceive(_memory.Native(buffer.Offset, EagerMessage.MaximumLength), buffer);
        if ((RdmaError)code == RdmaError.Again)
            _unposted.Enqueue(buffer);
        else
            RdmaResult.Check(code, "posting a receive");
    }

    private sealed class Buffer(FabricReceives owner, int offset) : RdmaCompletion
    {
        internal int Offset => offset;

        internal override unsafe void Completed(RdmaError status, int length, int providerError)
        {
            if (status == RdmaError.None)
                owner._port.Arrivals.Arrived(new ReadOnlySpan<byte>(owner._memory.Address + offset, length));
            if (status != RdmaError.Cancelled && !owner._port.IsClosing)
                owner.Post(this);
        }
    }
}
