namespace Argosy.Bench.Runtime.Contenders;

/// <summary>A transport of Open MPI between two processes of this machine.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Arguments">Arguments of mpirun.</param>
internal sealed record MpiTransport(string Name, IReadOnlyList<string> Arguments)
{
    public static readonly MpiTransport SharedMemory =
        new("MPI, shared memory", ["--mca", "pml", "ob1", "--mca", "btl", "self,vader"]);

    public static readonly MpiTransport Tcp = new(
        "MPI, tcp", ["--mca", "pml", "ob1", "--mca", "btl", "self,tcp", "--mca", "btl_tcp_if_include", "lo"]);

    /// <summary>Over libfabric, like the runtime.</summary>
    public static readonly MpiTransport FabricTcp = new(
        "MPI over OFI, tcp", ["--mca", "pml", "cm", "--mca", "mtl", "ofi", "--mca", "mtl_ofi_provider_include", "tcp"]);

    public static readonly MpiTransport FabricNet = new(
        "MPI over OFI, net", ["--mca", "pml", "cm", "--mca", "mtl", "ofi", "--mca", "mtl_ofi_provider_include", "net"]);
}
