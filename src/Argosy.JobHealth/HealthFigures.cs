namespace Argosy.JobHealth;

/// <summary>What <c>argosy health show --json</c> says, and what the dashboard shows: figures, and what follows from them.
/// </summary>
/// <param name="Report">The figures of each job.</param>
/// <param name="Advice">What the promotion policy says, at most once a job; empty where none was asked for.</param>
public sealed record HealthFigures(HealthReport Report, IReadOnlyList<VotingAdvice> Advice);
