using System.Buffers;

namespace Argosy.Runtime;

/// <summary>A pin of a block's memory: a reference, which is released with it.</summary>
internal sealed class BlockPin(RmaBlock block) : IPinnable
{
    public MemoryHandle Pin(int elementIndex) => throw new NotSupportedException();

    public void Unpin() => block.Release();
}
