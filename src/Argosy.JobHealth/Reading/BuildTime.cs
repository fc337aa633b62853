using System.Globalization;

namespace Argosy.JobHealth.Reading;

/// <summary>Zuul's times, UTC without saying so, in whole seconds.</summary>
internal static class BuildTime
{
    /// <summary>The time; null for what is none, or isn't of this age.</summary>
    public static DateTimeOffset? TryParse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year is >= 2000 and < 2200
            ? DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())
            : null;
}
