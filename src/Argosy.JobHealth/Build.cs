namespace Argosy.JobHealth;

/// <summary>One build of a job, as far as its health goes.</summary>
/// <param name="Uuid">Zuul's own name of the build: the same build may be read many times.</param>
/// <param name="Project">Zuul's canonical project name.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Pipeline">The pipeline that ran it.</param>
/// <param name="Nodeset">The nodeset's name; empty where it has none.</param>
/// <param name="Result">Zuul's word for how it ended; null while it runs.</param>
/// <param name="Start">Its start, UTC in whole seconds; its end where Zuul never started it.</param>
/// <param name="End">Its end; null while it runs.</param>
/// <param name="Duration">Seconds; null where Zuul says none.</param>
/// <param name="Voting">Whether it voted.</param>
/// <param name="Commit">What it built: change and patch set, or a commit; null where Zuul says neither.</param>
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
    string? Commit);
