namespace Argosy.JobHealth;

/// <summary>The facts of one build of a job that its health depends on.</summary>
/// <param name="Uuid">Zuul's own id of the build: the same build may be read many times.</param>
/// <param name="Project">Zuul's canonical project name.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Pipeline">The pipeline that ran it.</param>
/// <param name="Nodeset">The nodeset's name; empty if it has none.</param>
/// <param name="Result">Zuul's result; null while it runs.</param>
/// <param name="Start">Its start, UTC in whole seconds; its end if Zuul never started it.</param>
/// <param name="End">Its end; null while it runs.</param>
/// <param name="Duration">Seconds; null if Zuul gives none.</param>
/// <param name="Voting">Whether it voted.</param>
/// <param name="Commit">The built change and patch set, or a commit; null if Zuul gives neither.</param>
internal sealed record Build(
    string Uuid,
    string Project,
    string Job,
    string Pipeline,
    string Nodeset,
    string? Result,
    DateTimeOffset Start,
    DateTimeOffset? End,
    double? Duration,
    bool Voting,
    string? Commit)
{
    /// <summary>Seconds from the event to the start; null if Zuul gives no time of the event, or never started
    /// it.</summary>
    public double? Waited { get; init; }

    /// <summary>The branch; null if Zuul gives none.</summary>
    public string? Branch { get; init; }
}
