namespace Argosy.Runtime;

/// <summary>Slabs that a domain's peers may read; registered once, when they are made. Borrows the domain.</summary>
internal sealed class FabricSlabs(RdmaDomain domain) : IRmaSlabSource
{
    public unsafe RmaSlab Allocate(int length)
    {
        var memory = domain.Allocate(length, RemoteAccess.Read);
        Interlocked.Increment(ref Counters.s_registrations);
        return new FabricSlab(memory);
    }

    private sealed unsafe class FabricSlab(RegisteredMemory memory) : RmaSlab(memory.Address, memory.Length)
    {
        internal override RegisteredMemory? Registration => memory;

        public override void Dispose() => ((IDisposable)memory).Dispose();
    }
}
