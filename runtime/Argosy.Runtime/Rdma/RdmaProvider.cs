using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>A libfabric provider on this machine.</summary>
/// <param name="Name">libfabric's name, for example <c>tcp;ofi_rxm</c>.</param>
/// <param name="Interface">The network interface or device.</param>
/// <param name="IsSharedMemory">Reaches only processes of this machine, without a network.</param>
/// <param name="IsLoopback">Bound to the loopback interface.</param>
/// <param name="MaximumLength">Maximum bytes of one operation.</param>
/// <param name="QueueDepth">Maximum number of operations under way.</param>
public sealed record RdmaProvider(
    string Name, string Interface, bool IsSharedMemory, bool IsLoopback, long MaximumLength, int QueueDepth)
{
    private const uint SharedMemoryFlag = 1;
    private const uint LoopbackFlag = 2;
    private const uint LocalKeyFlag = 16;

    /// <summary>The size in bytes up to which a message is copied instead of sent in place.</summary>
    internal int InjectLength { get; private init; }

    /// <summary>Whether local buffers must be registered too.</summary>
    internal bool RegistersLocalMemory { get; private init; }

    /// <summary>The usable providers, the preferred one first.</summary>
    /// <param name="scope">Which peers must be reachable.</param>
    /// <param name="preference">A name, complete (<c>tcp;ofi_rxm</c>) or its first part (<c>tcp</c>).</param>
    /// <exception cref="RdmaException">The library can't be loaded, or there is none.</exception>
    public static unsafe IReadOnlyList<RdmaProvider> List(RdmaScope scope = RdmaScope.Any, string? preference = null)
    {
        RdmaResult.RequireLibrary();
        var found = new NativeProvider[64];
        uint count = 0;
        fixed (NativeProvider* start = found)
        fixed (byte* name = NativeText.Write(preference))
        {
            RdmaResult.Check(
                RdmaNative.argosy_provider_list(name, (uint)scope, start, (uint)found.Length, &count),
                "listing providers");
        }
        return [.. found.Take((int)Math.Min(count, (uint)found.Length)).Select(From)];
    }

    internal static unsafe RdmaProvider From(NativeProvider native) => new(
        NativeText.Read(native.Name),
        NativeText.Read(native.Domain),
        (native.Flags & SharedMemoryFlag) != 0,
        (native.Flags & LoopbackFlag) != 0,
        (long)Math.Min(native.MaximumLength, long.MaxValue),
        (int)Math.Min(native.QueueDepth, int.MaxValue))
    {
        InjectLength = (int)Math.Min(native.InjectLength, int.MaxValue),
        RegistersLocalMemory = (native.Flags & LocalKeyFlag) != 0,
    };
}
