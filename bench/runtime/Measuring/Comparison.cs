namespace Argosy.Bench.Runtime.Measuring;

/// <summary>Our figure next to a peer's, and the bound for it.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Case">The measured case, for example <c>64 B over shm</c>.</param>
/// <param name="Unit">The unit of both figures.</param>
/// <param name="Ours">Our turns.</param>
/// <param name="Peer">The peer's turns, paired with ours; null if there is no peer.</param>
internal sealed record Comparison(string Scenario, string Case, string Unit, Measurement Ours, Measurement? Peer)
{
    /// <summary>The bound as text; null if the peer is only for context.</summary>
    public string? Bound { get; private init; }

    /// <summary>Whether the figure is within the bound; null without a bound.</summary>
    public bool? Met { get; private init; }

    /// <summary>The median of the rounds' ratios, ours to the peer's.</summary>
    public double? Ratio => Peer is null ? null : Ours.RatioTo(Peer);

    /// <summary>Null if ours wasn't measured.</summary>
    public static Comparison? Of(
        string scenario, string what, string unit, Measurement? ours, Measurement? peer = null) =>
        ours is null ? null : new(scenario, what, unit, ours, peer);

    public Comparison AtMost(double value) => this with { Bound = $"<= {value} {Unit}", Met = Ours.Median <= value };

    public Comparison AtLeast(double value) => this with { Bound = $">= {value} {Unit}", Met = Ours.Median >= value };

    /// <summary>At most that many times the peer's figure; unknown without the peer.</summary>
    public Comparison RatioAtMost(double ratio) => this with { Bound = $"<= {ratio:0.##} x", Met = Ratio <= ratio };

    /// <summary>At least that many times the peer's figure; unknown without the peer.</summary>
    public Comparison RatioAtLeast(double ratio) => this with { Bound = $">= {ratio:0.##} x", Met = Ratio >= ratio };
}
