using Argosy.Platforms;

namespace Argosy.JobHealth;

/// <summary>Which jobs, and of what time; without anything, all.</summary>
public sealed record HealthSelection
{
    /// <summary>A project's name, or null for all.</summary>
    public string? Project { get; init; }

    /// <summary>A job's name or its family's, or null for all.</summary>
    public string? Job { get; init; }

    /// <summary>One architecture, or null for all.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>How far back from the end; null for everything that was read.</summary>
    public TimeSpan? Span { get; init; }

    /// <summary>The end; null for the newest build's.</summary>
    public DateTimeOffset? Until { get; init; }

    internal string Says => string.Join(", ", ((string?[])
        [Project, Job, Architecture?.Name, Span is { } span ? $"the last {span.TotalDays:0.#} days" : null]).Where(w => w is not null));

    /// <summary>Whether a job is one of them.</summary>
    public bool Wants(JobSummary job) => (Project is null || job.Project == Project)
        && (Job is null || job.Job == Job || job.Family == Job)
        && (Architecture is null || job.Architecture == Architecture);
}
