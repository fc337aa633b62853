using Argosy.Pipelines.Dashboard.Markup;
using Argosy.Pipelines.Health;

namespace Argosy.Pipelines.Dashboard.Drawing;

/// <summary>A share from 0 to 100 % with its interval: a band, and a mark in it.</summary>
internal static class RateBar
{
    public const int Width = 100;
    public const int Height = 8;

    /// <summary>The drawing with its description in words.</summary>
    public static Element Draw(Rate rate) => Tags.Tag("svg", [("class", "bar"), ("viewBox", $"0 0 {Width} {Height}"), ("role", "img")],
        [Tags.Tag("title", $"Interval {Figure.Percents(rate.Low, rate.High)} of {Figure.Count(rate.Of)}"), .. Marks(rate)]);

    /// <summary>The marks alone, for a drawing around them.</summary>
    public static IEnumerable<Node> Marks(Rate rate)
    {
        var low = At(rate.Low);
        // An interval that is narrower than a hair is still to be seen.
        var width = Math.Max(2, At(rate.High) - low);
        return
        [
            Tags.Tag("path", [("class", "track"), ("d", $"M0 4h{Width}")]),
            Tags.Tag("path", [("class", "band"), ("d", $"M{Math.Min(low, Width - width)} 4h{width}")]),
            Tags.Tag("path", [("class", "mark"), ("d", $"M{Math.Clamp(At(rate.Value), 1, Width - 1)} 0v{Height}")]),
        ];
    }

    private static int At(double share) => (int)Math.Round(Math.Clamp(share, 0, 1) * Width);
}
