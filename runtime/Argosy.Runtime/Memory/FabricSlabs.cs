namespace Argosy.Runtime;

/// <summary>Slabs of a domain; registered once, when they are made. Borrows the domain.</summary>
/// <param name="domain">The domain.</param>
/// <param name="access">Whether its peers may read all of a slab, for as long as it exists.</param>
internal sealed class FabricSlabs(RdmaDomain domain, RemoteAccess access) : IRmaSlabSource
{
    public unsafe RmaSlab Allocate(int length)
    {
        var memory = domain.Allocate(length, access);
        Interlocked.Increment(ref Counters.s_registrations);
        return new FabricSlab(memory);
    }

    private sealed unsafe class FabricSlab(RegisteredMemory memory) : RmaSlab(memory.Address, memory.Length)
    {
        internal override RegisteredMemory? Registration => memory;

        public override void Dispose() => ((IDisposable)memory).Dispose();
    }
}
