using System.Buffers;
using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>Holds an array in its place until it was sent or filled.</summary>
internal sealed unsafe class PinnedArray : IPayloadOwner
{
    private GCHandle handle;

    internal PinnedArray(Array array) => handle = GCHandle.Alloc(array, GCHandleType.Pinned);

    /// <summary>Of the first element.</summary>
    internal byte* Address => (byte*)handle.AddrOfPinnedObject();

    public void Release() => handle.Free();
}

/// <summary>Holds memory in its place until it was sent; <paramref name="hold"/> is one reference of whoever owns it.</summary>
internal sealed unsafe class PinnedMemory(MemoryHandle handle, IPayloadOwner? hold) : IPayloadOwner
{
    // Not read-only: disposing of a copy would leave this one's pin.
    private MemoryHandle handle = handle;

    internal byte* Address => (byte*)handle.Pointer;

    public void Release()
    {
        handle.Dispose();
        hold?.Release();
    }
}
