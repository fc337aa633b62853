using System.Globalization;

namespace Argosy.Cli;

/// <summary>Times as people write them.</summary>
internal static class Duration
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(10_000);

    /// <summary>Null if it isn't one: <c>30s</c>, <c>10m</c>, <c>1h</c>, <c>2d</c>, <c>0</c>.</summary>
    internal static TimeSpan? TryParse(string text)
    {
        if (text == "0") return TimeSpan.Zero;
        var unit = text.Length == 0 ? TimeSpan.Zero : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        if (unit == TimeSpan.Zero
            || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return number <= s_longest / unit ? number * unit : null;
    }
}
