using Argosy.Site.Markup;

namespace Argosy.JobHealth.Dashboard.Drawing;

/// <summary>A share as a mark with its interval as a band, on a scale of half the range: most pass rates are above a
/// half, most flakiness below it.</summary>
internal static class RateBar
{
    public const int Width = 100;
    public const int Height = 8;

    /// <summary>The drawing with its description in words; its scale is 50 to 100 %.</summary>
    public static Element DrawHigh(Rate rate) => Draw(rate, 0.5);

    /// <summary>The same from 0 to 50 %.</summary>
    public static Element DrawLow(Rate rate) => Draw(rate, 0);

    /// <summary>Only the marks of <see cref="DrawHigh"/>, for a surrounding drawing.</summary>
    public static IEnumerable<MarkupNode> Marks(Rate rate) => Marks(rate, 0.5);

    private static Element Draw(Rate rate, double from) => Tags.Tag("svg",
        [("class", "bar"), ("viewBox", $"0 0 {Width} {Height}"), ("preserveAspectRatio", "none"), ("role", "img")],
        [
            Tags.Tag("title", $"Interval {Figure.Percents(rate.Low, rate.High)} of {Figure.Count(rate.Of)}"),
            .. Marks(rate, from)
        ]);

    private static IEnumerable<MarkupNode> Marks(Rate rate, double from)
    {
        int At(double share) => (int)Math.Round(Math.Clamp((share - from) * 2, 0, 1) * Width);
        var low = At(rate.Low);
        // A very narrow interval must still be visible.
        var width = Math.Max(4, At(rate.High) - low);
        return
        [
            Tags.Tag("path", [("class", "track"), ("d", $"M0 4h{Width}")]),
            Tags.Tag("path", [("class", "band"), ("d", $"M{Math.Clamp(low, 0, Width - width)} 4h{width}")]),
            Tags.Tag("path", [("class", "mark"), ("d", $"M{Math.Clamp(At(rate.Value), 1, Width - 1)} 0v{Height}")]),
        ];
    }
}
