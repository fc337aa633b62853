namespace Argosy.Runtime;

/// <summary>How a <see cref="FabricParcelport"/> divides its means.</summary>
internal sealed record FabricOptions
{
    internal static FabricOptions Default { get; } = new();

    /// <summary>Receives of one eager message each that are posted at any time; at most what the provider's queue holds.</summary>
    internal int Receives { get; init; } = 256;

    /// <summary>Gets under way at once, over all peers.</summary>
    internal int OutstandingGets { get; init; } = 64;

    /// <summary>
    /// Bytes of one peer's payload under way at once; a parcel that begins below it is fetched whole. More than a network has under way
    /// at a time (400 Gb/s over 10 us are 500 kB), and little enough to stay in a core's cache: with 64 MB, 1 MB each way over tcp;ofi_rxm
    /// moved 1.2 times slower.
    /// </summary>
    internal long FetchingBytes { get; init; } = 2 << 20;

    /// <summary>Bytes of index data and chunk table of one parcel.</summary>
    internal int MaximumIndexBytes { get; init; } = 256 << 20;

    /// <summary>Bytes of payload of one parcel.</summary>
    internal long MaximumPayload { get; init; } = 64L << 30;

    /// <summary>
    /// How long the progress thread looks before it rests, giving way to other threads between looks. Waking an idle core takes some
    /// 50 us in a virtual machine, so that resting early costs more than looking on.
    /// </summary>
    internal TimeSpan Spin { get; init; } = TimeSpan.FromTicks(100 * (TimeSpan.TicksPerMillisecond / 1000));

    /// <summary>From which size on values of a parcel become chunks.</summary>
    internal int Threshold { get; init; } = ArchiveLayout.DefaultThreshold;

    internal RmaPoolOptions Pool { get; init; } = RmaPoolOptions.Default;

    /// <summary>
    /// For benchmarks alone: locks and unlocks the pages of every registration on the fly, since software providers register
    /// without pinning, and hardware can't. Figures that were measured so must say it.
    /// </summary>
    internal bool PinCostEmulation { get; init; }
}
