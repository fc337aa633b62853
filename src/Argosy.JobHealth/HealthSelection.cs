using Argosy.Platforms;

namespace Argosy.JobHealth;

/// <summary>Selects jobs and a time span; all by default.</summary>
public sealed record HealthSelection
{
    /// <summary>A project's name, or null for all.</summary>
    public string? Project { get; init; }

    /// <summary>A job's name or its family's, or null for all.</summary>
    public string? Job { get; init; }

    /// <summary>One architecture, or null for all.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>The length of the span before its end; null for all stored builds.</summary>
    public TimeSpan? Span { get; init; }

    /// <summary>The end of the span; null for the newest build's.</summary>
    public DateTimeOffset? Until { get; init; }

    internal string Says => string.Join(", ", ((string?[])
        [Project, Job, Architecture?.Name, Span is { } span ? $"the last {span.TotalDays:0.#} days" : null])
        .Where(w => w is not null));

    /// <summary>Whether a job is selected.</summary>
    public bool Wants(JobSummary job) => (Project is null || job.Project == Project)
        && (Job is null || job.Job == Job || job.Family == Job)
        && (Architecture is null || job.Architecture == Architecture);
}
