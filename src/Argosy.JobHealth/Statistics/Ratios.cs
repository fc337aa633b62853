using Argosy.Platforms;

namespace Argosy.JobHealth.Statistics;

/// <summary>Compares durations with those of the same family and project on x64.</summary>
internal static class Ratios
{
    /// <summary>The jobs with their ratios. If several pipelines or jobs run a family on x64, the one with the most
    /// passed builds is used.</summary>
    public static IReadOnlyList<JobSummary> Fill(IReadOnlyList<JobSummary> jobs)
    {
        var measures = jobs.Where(j => j.Architecture == Architecture.DefaultBaseline && j.Duration is { P50: > 0 })
            .GroupBy(j => (j.Project, j.Family))
            .ToDictionary(g => g.Key, g => g.MaxBy(j => j.Counts.Passed)!.Duration!.P50);
        return
        [
            .. jobs.Select(j => j.Duration is { } duration && measures.TryGetValue((j.Project, j.Family), out var x64)
                ? j with { RatioToX64 = duration.P50 / x64 }
                : j),
        ];
    }
}
