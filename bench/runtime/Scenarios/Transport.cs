using Argosy.Bench.Runtime.Contenders;

namespace Argosy.Bench.Runtime.Scenarios;

/// <summary>A transport between two processes, ours and the matching ones of the peers.</summary>
/// <param name="Name">The name in titles and file names.</param>
/// <param name="Parcelport">As <see cref="Roles.RoleOrder"/> names it.</param>
/// <param name="Mpi">MPI over the same transport.</param>
/// <param name="Provider">libfabric's provider, for its own ping-pong; null for managed sockets.</param>
internal sealed record Transport(string Name, string Parcelport, MpiTransport Mpi, string? Provider)
{
    public static readonly Transport Shm = new("shm", "fabric:shm", MpiTransport.SharedMemory, "shm");

    public static readonly Transport FabricTcp =
        new("tcp;ofi_rxm", "fabric:tcp;ofi_rxm", MpiTransport.FabricTcp, "tcp;ofi_rxm");

    /// <summary>libfabric's other provider over tcp, which version 2 merged into the first.</summary>
    public static readonly Transport FabricNet = new("net", "fabric:net", MpiTransport.FabricNet, "net");

    /// <summary>Managed sockets.</summary>
    public static readonly Transport ManagedTcp = new("managed tcp", "tcp", MpiTransport.Tcp, null);

    public static IReadOnlyList<Transport> All => [Shm, FabricTcp, FabricNet, ManagedTcp];

    /// <summary>The name in file names.</summary>
    public string Slug => Name.Replace(";ofi_rxm", "-ofi", StringComparison.Ordinal).Replace(' ', '-');
}
