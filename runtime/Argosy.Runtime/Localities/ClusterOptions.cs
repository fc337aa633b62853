namespace Argosy.Runtime;

/// <summary>How this process joins its cluster. By default it is alone.</summary>
public sealed partial record ClusterOptions
{
    /// <summary>This locality's number, 0 to <see cref="Count"/> - 1. The root is 0.</summary>
    public int Self { get; init; }

    /// <summary>Localities in all. 1 by default.</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// host:port where locality 0 waits for the others. Null by default: the first of <see cref="Hosts"/>; needed from two
    /// localities on.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>host:port of each locality, in their order; the first is the root. Empty by default: they find each other by the root.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// The address at which parcels arrive. Null by default: the address from which the root is reached, so that a cluster on one
    /// machine stays on its loopback interface.
    /// </summary>
    public string? Listen { get; init; }

    /// <summary><c>tcp</c> (the default), <c>shm</c>, <c>fabric</c> for any of libfabric's providers or <c>fabric:PROVIDER</c>.</summary>
    public string Parcelport { get; init; } = "tcp";

    /// <summary>The secret by which localities know each other. None by default, which suffices on the loopback interface alone.</summary>
    public SharedKey? SharedKey { get; init; }

    /// <summary>Certificates with which connections are encrypted. None by default.</summary>
    public ClusterCertificates? Certificates { get; init; }

    /// <summary>Whether other machines may be talked to with neither key nor certificates. Only for closed networks; false by default.</summary>
    public bool AllowUnauthenticated { get; init; }

    /// <summary>Bytes from which on a value travels as a chunk of its own. 4096 by default.</summary>
    public int Threshold { get; init; } = ArchiveLayout.DefaultThreshold;

    /// <summary>Parcels that may be under way to one peer. 1024 by default; more wait.</summary>
    public int MaximumOutstanding { get; init; } = 1024;

    /// <summary>How long the localities may take to find each other. 60 s by default.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often root and localities assure each other that they live; who is silent for six times as long is lost. 5 s by default.
    /// A process that ends is noticed at once and without this: it is for machines that vanish.
    /// </summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether what awaits a call continues on the thread that receives: faster by a change of threads, and to be used only where
    /// continuations are short and never block. False by default.
    /// </summary>
    public bool InlineContinuations { get; init; }

    /// <summary>See <see cref="FabricOptions.PinCostEmulation"/>: for benchmarks alone.</summary>
    internal bool PinCostEmulation { get; init; }

    /// <summary>Where the root is; asked for from two localities on.</summary>
    internal HostAddress RootAddress => HostAddress.Parse(Root ?? Hosts[0]);

    /// <summary>Itself, when everything in it can be.</summary>
    /// <exception cref="ClusterException">ARG0840: something can't, or is missing.</exception>
    internal ClusterOptions Validate()
    {
        if (Count < 1 || Self < 0 || Self >= Count)
            throw ClusterException.Option("ClusterOptions.Self", $"there is no locality {Self} among {Count}", "Number them from 0 on, and set Count.");
        if (Hosts.Count > 0 && Hosts.Count != Count)
            throw ClusterException.Option("ClusterOptions.Hosts", $"it names {Hosts.Count} of {Count} localities", "Name each of them.");
        if (Count > 1 && Root is null && Hosts.Count == 0)
            throw ClusterException.Option("ClusterOptions.Root", "nothing says where the localities meet", "Set it to host:port of locality 0 (ARGOSY_ROOT).");
        if (Parcelport is not ("tcp" or "shm" or "fabric") && !Parcelport.StartsWith("fabric:", StringComparison.Ordinal))
            throw ClusterException.Option("ClusterOptions.Parcelport", $"there is no '{Parcelport}'", "Choose tcp, shm, fabric or fabric:PROVIDER (ARGOSY_PARCELPORT).");
        if (Threshold < 1 || MaximumOutstanding < 1)
            throw ClusterException.Option("ClusterOptions", "Threshold and MaximumOutstanding must be positive", "Correct them.");
        return this;
    }

    /// <summary>The TLS identity is the caller's to dispose of.</summary>
    /// <exception cref="ClusterException">ARG0895: a certificate can't be used.</exception>
    internal Protection OpenProtection() => new(
        SharedKey ?? SharedKey.None, Certificates is { } files ? TlsIdentity.Load(files) : null, AllowUnauthenticated);
}
