using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>Slabs of ordinary memory, for parcelports that register nothing.</summary>
internal sealed class HeapSlabs : IRmaSlabSource
{
    public unsafe RmaSlab Allocate(int length)
    {
        const int page = 4096;
        var allocation = Marshal.AllocHGlobal(checked((IntPtr)((long)length + page)));
        GC.AddMemoryPressure(length);
        var aligned = ((ulong)allocation + page - 1) / page * page;
        return new HeapSlab((byte*)aligned, length, allocation);
    }

    private sealed unsafe class HeapSlab(byte* address, int length, IntPtr allocation) : RmaSlab(address, length)
    {
        private IntPtr _allocation = allocation;

        internal override RegisteredMemory? Registration => null;

        public override void Dispose()
        {
            var owned = Interlocked.Exchange(ref _allocation, IntPtr.Zero);
            if (owned == IntPtr.Zero)
                return;
            Marshal.FreeHGlobal(owned);
            GC.RemoveMemoryPressure(Length);
        }
    }
}
