using System.Globalization;

namespace Argosy.Platforms.Building;

/// <summary>The only clock that outputs may depend on.</summary>
/// <param name="Seconds">Since 1970-01-01, UTC.</param>
public sealed record SourceDate(long Seconds)
{
    /// <summary>The environment's variable that sets it (reproducible-builds.org).</summary>
    public const string Variable = "SOURCE_DATE_EPOCH";

    /// <summary>As a time stamp.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(Seconds);

    /// <inheritdoc />
    public override string ToString() => Seconds.ToString(CultureInfo.InvariantCulture);
}
