using System.Globalization;

namespace Argosy.JobHealth.Reading;

/// <summary>Zuul's times, in UTC without a zone, in whole seconds.</summary>
internal static class BuildTime
{
    /// <summary>The time; null if it is invalid or out of range.</summary>
    public static DateTimeOffset? TryParse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year is >= 2000 and < 2200
            ? DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())
            : null;
}
