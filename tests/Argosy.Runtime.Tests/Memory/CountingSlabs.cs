namespace Argosy.Runtime.Tests;

/// <summary>Ordinary slabs; counts their creation and release.</summary>
internal sealed class CountingSlabs : IRmaSlabSource
{
    private readonly HeapSlabs _slabs = new();
    private int _made;
    private int _freed;

    internal int Made => _made;

    internal int Freed => _freed;

    public RmaSlab Allocate(int length)
    {
        Interlocked.Increment(ref _made);
        return new Counted(this, _slabs.Allocate(length));
    }

    private sealed unsafe class Counted(CountingSlabs source, RmaSlab slab) : RmaSlab(slab.Address, slab.Length)
    {
        internal override RegisteredMemory? Registration => null;

        public override void Dispose()
        {
            slab.Dispose();
            Interlocked.Increment(ref source._freed);
        }
    }
}
