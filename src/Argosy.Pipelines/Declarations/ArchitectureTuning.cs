using System.Globalization;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>The properties of an architecture's nodes that jobs need.</summary>
/// <param name="TimeFactor">How much longer a job takes than on x64.</param>
/// <param name="OwnNodes">Whether there are nodes of this architecture.</param>
internal sealed record ArchitectureTuning(decimal TimeFactor, bool OwnNodes)
{
    // The key with the values for every architecture that the file doesn't list.
    private const string Others = "others";
    private const decimal MaxFactor = 20;

    /// <summary>The values by architecture; unlisted ones have those under <c>others</c>.</summary>
    public static IReadOnlyDictionary<Architecture, ArchitectureTuning> ReadAll(YamlMap? map)
    {
        var rest = map?.Map(Others) is { } others ? Read(others, new(1, true)) : new(1, true);
        var tunings = Architecture.All.ToDictionary(a => a, _ => rest);
        foreach (var (key, value) in map?.Entries ?? [])
        {
            if (key.Value != Others) tunings[Architecture.Parse(key.Value, key.Place)] = Read(value.AsMap(), rest);
        }

        return tunings;
    }

    /// <summary>A job's time on this architecture, from its time on x64: whole minutes, at most Zuul's limit.</summary>
    public int Timeout(int seconds) =>
        (int)Math.Min(Math.Ceiling(seconds * TimeFactor / 60) * 60, JobFamily.MaxTimeout);

    private static ArchitectureTuning Read(YamlMap map, ArchitectureTuning absent)
    {
        var factor = map.Find("time-factor")?.AsText();
        var tuning = new ArchitectureTuning(
            factor is null ? absent.TimeFactor : Factor(factor), map.Bool("own-nodes", absent.OwnNodes));
        map.Done();
        return tuning;
    }

    private static decimal Factor(YamlText text) =>
        decimal.TryParse(text.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
        && factor is >= 1 and <= MaxFactor
            ? factor
            : throw new ArgosyException(new Diagnostic("ARG0606", text.Place,
                $"'{text.Value}' is no time factor", $"Write a number from 1 to {MaxFactor}, such as 1.5."));
}
