using Argosy.Pipelines.Health;

namespace Argosy.Pipelines.Checking;

/// <summary>How long a job takes, out of the figures of health.</summary>
/// <param name="Project">The project.</param>
/// <param name="Job">The job.</param>
/// <param name="P95">Seconds that 95 % of its passed builds stay below.</param>
internal sealed record MeasuredDuration(string Project, string Job, double P95)
{
    /// <summary>Reads what <c>argosy health show --json</c> prints; jobs without a passed build are left out. Errors are
    /// those of <see cref="HealthJson.Load"/>.</summary>
    public static IReadOnlyList<MeasuredDuration> Read(string path) =>
    [
        .. HealthJson.Load(path).Report.Jobs.Where(j => j.Duration is not null)
            .Select(j => new MeasuredDuration(j.Project, j.Job, j.Duration!.P95)),
    ];
}
