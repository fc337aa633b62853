namespace Argosy.Bench.Engine.Measuring;

/// <summary>A figure of ours beside a peer's, and the bound it should keep.</summary>
/// <param name="Scenario">What is done.</param>
/// <param name="Ours">Our runs.</param>
/// <param name="Peer">The peer's runs, paired with ours; null where there is no peer.</param>
internal sealed record Comparison(string Scenario, Measurement Ours, Measurement? Peer = null)
{
    /// <summary>The bound as people read it; null where the peer stands for context alone.</summary>
    public string? Bound { get; init; }

    /// <summary>Whether it is kept; null without one.</summary>
    public bool? Met { get; init; }

    /// <summary>What one should know when reading the figures.</summary>
    public string Note { get; init; } = "";

    /// <summary>The median of the rounds' ratios, ours to the peer's: below 1 ours is faster.</summary>
    public double? Ratio => Peer is null ? null
        : new Measurement("", [.. Ours.Seconds.Zip(Peer.Seconds, (own, other) => own / other)], []).Median;

    /// <summary>At most so many seconds.</summary>
    public Comparison Within(double seconds) => this with { Bound = $"<= {seconds} s", Met = Ours.Median <= seconds };

    /// <summary>Not slower than the peer.</summary>
    public Comparison NotSlower() => this with { Bound = "no slower", Met = Ratio <= 1 };

    /// <summary>Faster than the peer.</summary>
    public Comparison Faster() => this with { Bound = "faster", Met = Ratio < 1 };
}
