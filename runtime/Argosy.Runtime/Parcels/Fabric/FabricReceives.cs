using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>The posted receives: one piece of memory with a buffer for one eager message each, posted again after reading.</summary>
internal sealed class FabricReceives : IDisposable
{
    private readonly FabricPort port;
    private readonly RegisteredMemory memory;
    private readonly Queue<Buffer> unposted = [];
    private readonly Buffer[] buffers;

    internal FabricReceives(FabricPort port, int count)
    {
        this.port = port;
        memory = port.Domain.Allocate(count * EagerMessage.MaximumLength);
        buffers = new Buffer[count];
        for (var i = 0; i < count; i++)
            buffers[i] = new Buffer(this, i * EagerMessage.MaximumLength);
    }

    internal bool IsStalled => unposted.Count > 0;

    /// <exception cref="RdmaException">The provider accepts none.</exception>
    internal void Start()
    {
        foreach (var buffer in buffers)
            Post(buffer);
    }

    /// <summary>Posts those for which there was no space before.</summary>
    internal void Retry()
    {
        for (var left = unposted.Count; left > 0; left--)
            Post(unposted.Dequeue());
    }

    public void Dispose() => ((IDisposable)memory).Dispose();

    private void Post(Buffer buffer)
    {
        var code = port.Endpoint.TryReceive(memory.Native(buffer.Offset, EagerMessage.MaximumLength), buffer);
        if ((RdmaError)code == RdmaError.Again)
            unposted.Enqueue(buffer);
        else
            RdmaResult.Check(code, "posting a receive");
    }

    private sealed class Buffer(FabricReceives owner, int offset) : RdmaCompletion
    {
        internal int Offset => offset;

        internal override unsafe void Completed(RdmaError status, int length, int providerError)
        {
            if (status == RdmaError.None)
                owner.port.Arrivals.Arrived(new ReadOnlySpan<byte>(owner.memory.Address + offset, length));
            if (status != RdmaError.Cancelled && !owner.port.IsClosing)
                owner.Post(this);
        }
    }
}
