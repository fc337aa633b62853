using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>
/// The registration of bytes of another owner; a value, since one parcel may need many. Close it once: it has no
/// finalizer, and an unclosed one stays registered until its domain's process ends.
/// </summary>
internal readonly unsafe record struct Registration
{
    private Registration(ulong handle, RemoteMemory remote, long length)
    {
        Handle = handle;
        Remote = remote;
        Length = length;
    }

    internal ulong Handle { get; }

    /// <summary>The data with which a peer reaches it; empty for memory without access.</summary>
    internal RemoteMemory Remote { get; }

    internal long Length { get; }

    internal static Registration Of(DomainHandle domain, byte* address, long length, RemoteAccess access)
    {
        ulong handle = 0;
        RdmaResult.Check(
            RdmaNative.argosy_memory_register(domain.Value, address, (ulong)length, (uint)access, &handle),
            $"registering {length} bytes");
        RemoteMemory remote = default;
        var code = access == RemoteAccess.None ? 0 : RdmaNative.argosy_memory_describe(handle, &remote);
        if (code == 0)
            return new Registration(handle, remote, length);
        var failure = RdmaResult.Failure(code, "describing a memory");
        _ = RdmaNative.argosy_memory_close(handle);
        throw failure;
    }

    internal NativeSlice Native(long offset, long length) => new(Handle, (ulong)offset, (ulong)length);

    /// <summary>Takes effect after the last operation on it.</summary>
    internal void Close() => _ = RdmaNative.argosy_memory_close(Handle);
}
