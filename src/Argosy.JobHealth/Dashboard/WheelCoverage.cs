using Argosy.Platforms;

namespace Argosy.JobHealth.Dashboard;

/// <summary>Platforms that jobs run on, beside platforms that wheels are published for.</summary>
/// <param name="Platforms">In the order in which they are shown.</param>
public sealed record WheelCoverage(IReadOnlyList<WheelPlatform> Platforms)
{
    /// <summary>Compares the two.</summary>
    /// <param name="runsOn">Where jobs run.</param>
    /// <param name="published">Wheels by their mirror's folder, such as <see cref="Platform.WheelSlug"/> gives it; a folder that
    /// is there without a wheel counts 0.</param>
    public static WheelCoverage Of(IReadOnlyList<Platform> runsOn, IReadOnlyDictionary<string, int> published)
    {
        var slugs = runsOn.Select(p => p.WheelSlug).ToHashSet(StringComparer.Ordinal);
        return new(
        [
            .. runsOn.Select(p => new WheelPlatform(p.Name, p.WheelSlug, true, published.GetValueOrDefault(p.WheelSlug))),
            .. published.Where(p => !slugs.Contains(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => new WheelPlatform(p.Key, p.Key, false, p.Value)),
        ]);
    }
}

/// <summary>A platform with its wheels.</summary>
/// <param name="Name">As the model has it; the mirror's folder for one that isn't in the model.</param>
/// <param name="Slug">The mirror's folder.</param>
/// <param name="RunsJobs">Whether jobs run there.</param>
/// <param name="Wheels">How many wheels are published for it.</param>
public sealed record WheelPlatform(string Name, string Slug, bool RunsJobs, int Wheels);
