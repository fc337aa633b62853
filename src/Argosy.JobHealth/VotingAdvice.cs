namespace Argosy.JobHealth;

/// <summary>What the promotion policy says of one job.</summary>
/// <param name="Of">The job.</param>
/// <param name="Verdict">What to do.</param>
/// <param name="Reasons">Sentences with their figures, the decisive one first.</param>
/// <param name="Blocking">What keeps a job that doesn't vote from voting; empty for one that may.</param>
/// <param name="Timeout">Seconds to be declared for this architecture, from measured durations; null with too few.</param>
public sealed record VotingAdvice(
    JobSummary Of, VotingVerdict Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<string> Blocking, int? Timeout);

/// <summary>What to do with a job's vote.</summary>
public enum VotingVerdict
{
    /// <summary>It may vote now.</summary>
    Promote,

    /// <summary>It stays as it is.</summary>
    Hold,

    /// <summary>It should no longer vote.</summary>
    Demote,
}
