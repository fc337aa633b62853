namespace Argosy.Runtime;

/// <summary>Limits of a <see cref="FabricParcelport"/>.</summary>
internal sealed record FabricOptions
{
    internal static FabricOptions Default { get; } = new();

    /// <summary>The number of posted receives, each for one eager message; limited by the provider's queue.</summary>
    internal int Receives { get; init; } = 256;

    /// <summary>Gets under way at once, over all peers.</summary>
    internal int OutstandingGets { get; init; } = 64;

    /// <summary>
    /// Bytes of one peer's payload under way at once; a parcel that starts below it is fetched completely. More than a
    /// network has under way at a time (400 Gb/s over 10 us are 500 kB), and little enough to stay in a core's cache:
    /// with 64 MB, 1 MB each way over tcp;ofi_rxm was 1.2 times slower.
    /// </summary>
    internal long FetchingBytes { get; init; } = 2 << 20;

    /// <summary>
    /// How long the progress thread polls before it sleeps, yielding to other threads in between. Waking an idle core
    /// takes about 50 us in a virtual machine, so that sleeping early costs more than polling longer.
    /// </summary>
    internal TimeSpan Spin { get; init; } = TimeSpan.FromTicks(100 * (TimeSpan.TicksPerMillisecond / 1000));

    /// <summary>The size from which values of a parcel become chunks.</summary>
    internal int Threshold { get; init; } = ArchiveLayout.DefaultThreshold;

    /// <summary>
    /// Whether peers may read only the range of a transfer, while it lasts, and not the whole pool: for networks on
    /// which strangers reach the endpoint. Each announcement then registers what it names. Shared memory is the user's
    /// own.
    /// </summary>
    internal bool GuardsMemory { get; init; }

    internal RmaPoolOptions Pool { get; init; } = RmaPoolOptions.Default;

    /// <summary>
    /// Only for benchmarks: locks and unlocks the pages of every registration on the fly, since software providers
    /// register without pinning, and hardware can't. Figures measured this way must say so.
    /// </summary>
    internal bool PinCostEmulation { get; init; }
}
