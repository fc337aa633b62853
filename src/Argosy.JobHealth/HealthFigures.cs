namespace Argosy.JobHealth;

/// <summary>The content of <c>argosy health show --json</c> and of the dashboard: figures, and the advice derived from
/// them.</summary>
/// <param name="Report">The figures of each job.</param>
/// <param name="Advice">The promotion policy's advice, at most once per job; empty if none was requested.</param>
public sealed record HealthFigures(HealthReport Report, IReadOnlyList<VotingAdvice> Advice);
