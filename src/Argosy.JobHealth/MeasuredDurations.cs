using Argosy.Zuul.Checking;

namespace Argosy.JobHealth;

/// <summary>Jobs' measured durations, for checks of their timeouts.</summary>
public static class MeasuredDurations
{
    /// <summary>Reads the output of <c>argosy health show --json</c>; jobs without a passed build are left out. Errors
    /// are those of <see cref="HealthJson.Load"/>.</summary>
    public static IReadOnlyList<MeasuredDuration> Read(string path) =>
    [
        .. HealthJson.Load(path).Report.Jobs.Where(j => j.Duration is not null)
            .Select(j => new MeasuredDuration(j.Project, j.Job, j.Duration!.P95)),
    ];
}
