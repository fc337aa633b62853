using System.Runtime.InteropServices;

namespace Argosy.Runtime.Native;

/// <summary>The shim's functions as declared in <c>argosy/rdma.h</c>. Blittable types only.</summary>
internal static unsafe class RdmaNative
{
    internal const string Library = "argosy_rdma";

    /// <summary>The oldest interface that has every function below.</summary>
    internal const int AbiVersion = 2;

    // Where to look is the resolver's matter; source generation isn't for netstandard2.0.
#pragma warning disable CA5392, SYSLIB1054 // see above
    [DllImport(Library)]
    internal static extern int argosy_abi_version();

    [DllImport(Library)]
    internal static extern byte* argosy_error_text(int code);

    [DllImport(Library)]
    internal static extern byte* argosy_error_detail();

    [DllImport(Library)]
    internal static extern int argosy_provider_list(
        byte* preference, uint scope, NativeProvider* providers, uint capacity, uint* count);

    [DllImport(Library)]
    internal static extern int argosy_domain_open(byte* preference, uint scope, ulong* domain);

    [DllImport(Library)]
    internal static extern int argosy_domain_describe(ulong domain, NativeProvider* provider);

    [DllImport(Library)]
    internal static extern int argosy_domain_close(ulong domain);

    [DllImport(Library)]
    internal static extern int argosy_memory_allocate(
        ulong domain, ulong length, uint access, ulong* memory, void** address);

    [DllImport(Library)]
    internal static extern int argosy_memory_register(
        ulong domain, void* address, ulong length, uint access, ulong* memory);

    [DllImport(Library)]
    internal static extern int argosy_memory_describe(ulong memory, RemoteMemory* remote);

    [DllImport(Library)]
    internal static extern int argosy_memory_close(ulong memory);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_open(ulong domain, ulong* endpoint);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_address(ulong endpoint, byte* buffer, uint capacity, uint* length);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_close(ulong endpoint);

    [DllImport(Library)]
    internal static extern int argosy_peer_insert(ulong endpoint, byte* address, uint length, ulong* peer);

    [DllImport(Library)]
    internal static extern int argosy_peer_remove(ulong endpoint, ulong peer);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_send(ulong endpoint, ulong peer, NativeSlice* local, ulong token);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_inject(ulong endpoint, ulong peer, byte* bytes, ulong length);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_receive(ulong endpoint, NativeSlice* local, ulong token);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_read(
        ulong endpoint, ulong peer, NativeSlice* local, RemoteMemory* remote, ulong offset, ulong token);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_write(
        ulong endpoint, ulong peer, NativeSlice* local, RemoteMemory* remote, ulong offset, ulong token);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_poll(
        ulong endpoint, NativeCompletion* completions, uint capacity, uint* count);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_wait(
        ulong endpoint, uint milliseconds, NativeCompletion* completions, uint capacity, uint* count);

    [DllImport(Library)]
    internal static extern int argosy_endpoint_wake(ulong endpoint);
#pragma warning restore CA5392, SYSLIB1054
}
