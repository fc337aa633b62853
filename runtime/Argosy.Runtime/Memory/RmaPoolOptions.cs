namespace Argosy.Runtime;

/// <summary>Limits of a pool.</summary>
internal sealed record RmaPoolOptions
{
    internal static RmaPoolOptions Default { get; } = new();

    /// <summary>Total bytes of slabs.</summary>
    internal long Limit { get; init; } = long.MaxValue;

    /// <summary>Bytes of returned blocks beyond the largest class that are kept for reuse.</summary>
    internal long KeptBytes { get; init; } = 256L << 20;
}
