using Argosy.Platforms;

namespace Argosy.JobHealth.Dashboard;

/// <summary>Compares the platforms that jobs run on with those that wheels are published for.</summary>
/// <param name="Platforms">In the order in which they are shown.</param>
public sealed record WheelCoverage(IReadOnlyList<WheelPlatform> Platforms)
{
    /// <summary>Compares the two sets.</summary>
    /// <param name="runsOn">The platforms of jobs.</param>
    /// <param name="published">Wheels by their mirror's folder, named like <see cref="Platform.WheelSlug"/>; a folder
    /// without wheels counts 0.</param>
    public static WheelCoverage Of(IReadOnlyList<Platform> runsOn, IReadOnlyDictionary<string, int> published)
    {
        var slugs = runsOn.Select(p => p.WheelSlug).ToHashSet(StringComparer.Ordinal);
        return new(
        [
            .. runsOn
                .Select(p => new WheelPlatform(p.Name, p.WheelSlug, true, published.GetValueOrDefault(p.WheelSlug))),
            .. published.Where(p => !slugs.Contains(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => new WheelPlatform(p.Key, p.Key, false, p.Value)),
        ]);
    }
}

/// <summary>A platform with its wheels.</summary>
/// <param name="Name">Its name in the model; the mirror's folder if it isn't in the model.</param>
/// <param name="Slug">The mirror's folder.</param>
/// <param name="RunsJobs">Whether jobs run there.</param>
/// <param name="Wheels">The number of published wheels.</param>
public sealed record WheelPlatform(string Name, string Slug, bool RunsJobs, int Wheels);
