namespace Argosy.Bench.Engine.Measuring;

/// <summary>Our figure next to a peer's, and the bound for it.</summary>
/// <param name="Scenario">The measured scenario.</param>
/// <param name="Ours">Our runs.</param>
/// <param name="Peer">The peer's runs, paired with ours; null if there is no peer.</param>
internal sealed record Comparison(string Scenario, Measurement Ours, Measurement? Peer = null)
{
    /// <summary>The bound as text; null if the peer is only for context.</summary>
    public string? Bound { get; init; }

    /// <summary>Whether the figure is within the bound; null without a bound.</summary>
    public bool? Met { get; init; }

    /// <summary>A note for readers of the figures.</summary>
    public string Note { get; init; } = "";

    /// <summary>The median of the rounds' ratios, ours to the peer's: below 1 ours is faster.</summary>
    public double? Ratio => Peer is null ? null
        : new Measurement("", [.. Ours.Seconds.Zip(Peer.Seconds, (own, other) => own / other)], []).Median;

    /// <summary>At most that many seconds.</summary>
    public Comparison Within(double seconds) => this with { Bound = $"<= {seconds} s", Met = Ours.Median <= seconds };

    /// <summary>Not slower than the peer.</summary>
    public Comparison NotSlower() => this with { Bound = "no slower", Met = Ratio <= 1 };

    /// <summary>Faster than the peer.</summary>
    public Comparison Faster() => this with { Bound = "faster", Met = Ratio < 1 };
}
