using Argosy.Platforms;

namespace Argosy.JobHealth;

/// <summary>The JSON document of <see cref="HealthFigures"/>: advice refers to its job instead of repeating
/// it.</summary>
/// <param name="SchemaVersion">See <see cref="HealthJson.SchemaVersion"/>.</param>
/// <param name="Report">The figures of each job.</param>
/// <param name="Advice">The promotion policy's advice for some of them.</param>
internal sealed record HealthDocument(int SchemaVersion, HealthReport Report, IReadOnlyList<AdviceDocument> Advice);

/// <summary>One job's advice.</summary>
internal sealed record AdviceDocument(
    string Project,
    string Job,
    Architecture Architecture,
    string Pipeline,
    VotingVerdict Verdict,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Blocking,
    int? Timeout)
{
    public static AdviceDocument Of(VotingAdvice advice) =>
        new(advice.Of.Project, advice.Of.Job, advice.Of.Architecture, advice.Of.Pipeline, advice.Verdict,
            advice.Reasons, advice.Blocking, advice.Timeout);

    public JobKey Key => new(Project, Job, Architecture, Pipeline);

    public VotingAdvice For(JobSummary job) => new(job, Verdict, Reasons, Blocking, Timeout);
}

/// <summary>Only the version, which is read first: a later version may have another schema.</summary>
internal sealed record VersionDocument(int? SchemaVersion = null);

/// <summary>The key of a job in the report.</summary>
internal readonly record struct JobKey(string Project, string Job, Architecture Architecture, string Pipeline)
{
    public static JobKey Of(JobSummary job) => new(job.Project, job.Job, job.Architecture, job.Pipeline);

    /// <inheritdoc />
    public override string ToString() => $"{Project} {Job} ({Architecture}, {Pipeline})";
}
