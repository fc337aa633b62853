namespace Argosy.Runtime.Tests;

/// <summary>Ordinary slabs; counts their creation and release.</summary>
internal sealed class CountingSlabs : IRmaSlabSource
{
    private readonly HeapSlabs slabs = new();
    private int made;
    private int freed;

    internal int Made => made;

    internal int Freed => freed;

    public RmaSlab Allocate(int length)
    {
        Interlocked.Increment(ref made);
        return new Counted(this, slabs.Allocate(length));
    }

    private sealed unsafe class Counted(CountingSlabs source, RmaSlab slab) : RmaSlab(slab.Address, slab.Length)
    {
        internal override RegisteredMemory? Registration => null;

        public override void Dispose()
        {
            slab.Dispose();
            Interlocked.Increment(ref source.freed);
        }
    }
}
