namespace Argosy.Bench.Runtime.Measuring;

/// <summary>A figure of ours beside a peer's, and the bound it should keep.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Case">What was done, for example <c>64 B over shm</c>.</param>
/// <param name="Unit">Of both figures.</param>
/// <param name="Ours">Our turns.</param>
/// <param name="Peer">The peer's turns, paired with ours; null where there is no peer.</param>
internal sealed record Comparison(string Scenario, string Case, string Unit, Measurement Ours, Measurement? Peer)
{
    /// <summary>The bound as people read it; null where the peer stands for context alone.</summary>
    public string? Bound { get; private init; }

    /// <summary>Whether it is kept; null without one.</summary>
    public bool? Met { get; private init; }

    /// <summary>The median of the rounds' ratios, ours to the peer's.</summary>
    public double? Ratio => Peer is null ? null : Ours.RatioTo(Peer);

    /// <summary>Null when ours wasn't measured.</summary>
    public static Comparison? Of(string scenario, string what, string unit, Measurement? ours, Measurement? peer = null) =>
        ours is null ? null : new(scenario, what, unit, ours, peer);

    public Comparison AtMost(double value) => this with { Bound = $"<= {value} {Unit}", Met = Ours.Median <= value };

    public Comparison AtLeast(double value) => this with { Bound = $">= {value} {Unit}", Met = Ours.Median >= value };

    /// <summary>At most so many times the peer's figure; without the peer nothing is known.</summary>
    public Comparison RatioAtMost(double ratio) => this with { Bound = $"<= {ratio:0.##} x", Met = Ratio <= ratio };

    /// <summary>At least so many times the peer's figure; without the peer nothing is known.</summary>
    public Comparison RatioAtLeast(double ratio) => this with { Bound = $">= {ratio:0.##} x", Met = Ratio >= ratio };
}
