using System.Buffers;
using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>Pins an array until it was sent or filled.</summary>
internal sealed unsafe class PinnedArray : IPayloadOwner
{
    private GCHandle _handle;

    internal PinnedArray(Array array) => _handle = GCHandle.Alloc(array, GCHandleType.Pinned);

    /// <summary>The first element's address.</summary>
    internal byte* Address => (byte*)_handle.AddrOfPinnedObject();

    public void Release() => _handle.Free();
}

/// <summary>Pins memory until it was sent; <paramref name="hold"/> is one reference of its owner.</summary>
internal sealed unsafe class PinnedMemory(MemoryHandle handle, IPayloadOwner? hold) : IPayloadOwner
{
    // Not read-only: disposing of a copy would leave this pin.
    private MemoryHandle _handle = handle;

    internal byte* Address => (byte*)_handle.Pointer;

    public void Release()
    {
        _handle.Dispose();
        hold?.Release();
    }
}
