namespace Argosy.Runtime;

/// <summary>How this process joins its cluster. By default it is the only locality.</summary>
public sealed partial record ClusterOptions
{
    /// <summary>This locality's number, 0 to <see cref="Count"/> - 1. The root is 0.</summary>
    public int Self { get; init; }

    /// <summary>The number of localities. 1 by default.</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// host:port where locality 0 waits for the others. Null by default: the first of <see cref="Hosts"/>; required
    /// from two localities on.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>host:port of each locality, in order; the first is the root.
    /// Empty by default: discovery uses the root.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// The address at which parcels arrive. Null by default: the address from which the root is reached, so that a
    /// cluster on one machine stays on its loopback interface.
    /// </summary>
    public string? Listen { get; init; }

    /// <summary><c>tcp</c> (the default), <c>shm</c>,
    /// <c>fabric</c> for any of libfabric's providers or <c>fabric:PROVIDER</c>.</summary>
    public string Parcelport { get; init; } = "tcp";

    /// <summary>The secret that authenticates localities.
    /// None by default, which is sufficient only on the loopback interface.</summary>
    public SharedKey? SharedKey { get; init; }

    /// <summary>Certificates that encrypt connections. None by default.</summary>
    public ClusterCertificates? Certificates { get; init; }

    /// <summary>Whether connections to other machines are allowed with neither key nor certificates.
    /// Only for closed networks; false by default.</summary>
    public bool AllowUnauthenticated { get; init; }

    /// <summary>The size in bytes from which a value becomes a separate chunk. 4096 by default.</summary>
    public int Threshold { get; init; } = ArchiveLayout.DefaultThreshold;

    /// <summary>The maximum number of parcels under way to one peer. 1024 by default; more wait.</summary>
    public int MaximumOutstanding { get; init; } = 1024;

    /// <summary>
    /// The largest index data of one parcel in bytes: values that are copied into it, such as text and small arrays.
    /// 8 KiB at least, 1 GiB by default. Between two localities the smaller limit is valid; a call beyond it fails with
    /// ARG0884.
    /// </summary>
    public int MaximumIndexBytes { get; init; } = ParcelLimits.Default.Index;

    /// <summary>
    /// The largest payload of one parcel in bytes: its vectors, buffers and large arrays. 64 GiB by default. Between
    /// two localities the smaller limit is valid; a call beyond it fails with ARG0884.
    /// </summary>
    public long MaximumPayloadBytes { get; init; } = ParcelLimits.Default.Payload;

    /// <summary>The time limit for the localities to find each other. 60 s by default.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long leaving waits until what was sent has arrived, and the root until the others have left. 30 s
    /// by default.</summary>
    public TimeSpan LeaveTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The interval of heartbeats between root and localities; a side that is silent for six times as long is lost. 5 s
    /// by default. The end of a process is detected at once without this: it is for machines that vanish.
    /// </summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether continuations of a call run on the receiving thread: this saves a change of threads, and is only for
    /// continuations that are short and never block. False by default.
    /// </summary>
    public bool InlineContinuations { get; init; }

    /// <summary>See <see cref="FabricOptions.PinCostEmulation"/>: only for benchmarks.</summary>
    internal bool PinCostEmulation { get; init; }

    /// <summary>The root's address; used from two localities on.</summary>
    internal HostAddress RootAddress => HostAddress.Parse(Root ?? Hosts[0]);

    /// <summary>Itself, if it is valid.</summary>
    /// <exception cref="ClusterException">ARG0840: an option is invalid or missing.</exception>
    internal ClusterOptions Validate()
    {
        if (Count < 1 || Self < 0 || Self >= Count)
            throw ClusterException.Option(
                "ClusterOptions.Self", $"there is no locality {Self} among {Count}",
                "Number them from 0 on, and set Count.");
        if (Hosts.Count > 0 && Hosts.Count != Count)
            throw ClusterException.Option(
                "ClusterOptions.Hosts", $"it names {Hosts.Count} of {Count} localities", "Name each of them.");
        if (Count > 1 && Root is null && Hosts.Count == 0)
            throw ClusterException.Option(
                "ClusterOptions.Root", "nothing says where the localities meet",
                "Set it to host:port of locality 0 (ARGOSY_ROOT).");
        if (Parcelport is not ("tcp" or "shm" or "fabric")
            && !Parcelport.StartsWith("fabric:", StringComparison.Ordinal))
            throw ClusterException.Option(
                "ClusterOptions.Parcelport", $"there is no '{Parcelport}'",
                "Choose tcp, shm, fabric or fabric:PROVIDER (ARGOSY_PARCELPORT).");
        if (Threshold < 1 || MaximumOutstanding < 1)
            throw ClusterException.Option(
                "ClusterOptions", "Threshold and MaximumOutstanding must be positive", "Correct them.");
        if (MaximumIndexBytes is < ParcelLimits.MinimumIndex or > ParcelLimits.MaximumIndex || MaximumPayloadBytes < 1)
            throw ClusterException.Option(
                "ClusterOptions.MaximumIndexBytes and MaximumPayloadBytes",
                $"{MaximumIndexBytes} and {MaximumPayloadBytes} aren't possible",
                $"The first must be {ParcelLimits.MinimumIndex} to {ParcelLimits.MaximumIndex}, the second positive.");
        return this;
    }

    /// <summary>This locality's limits, which it announces.</summary>
    internal ParcelLimits Limits => new(MaximumIndexBytes, MaximumPayloadBytes);

    /// <summary>The caller must dispose of the TLS identity.</summary>
    /// <exception cref="ClusterException">ARG0895: a certificate can't be used.</exception>
    internal Protection OpenProtection() => new(
        SharedKey ?? SharedKey.None, Certificates is { } files ? TlsIdentity.Load(files) : null, AllowUnauthenticated);
}
