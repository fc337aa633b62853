namespace Argosy.JobHealth;

/// <summary>The promotion policy's advice for one job.</summary>
/// <param name="Of">The job.</param>
/// <param name="Verdict">What to do.</param>
/// <param name="Reasons">Sentences with their figures, the decisive one first.</param>
/// <param name="Blocking">The reasons that block a non-voting job from voting; empty if it may vote.</param>
/// <param name="Timeout">The recommended timeout in seconds for this architecture, from measured durations; null with
/// too few.</param>
public sealed record VotingAdvice(
    JobSummary Of, VotingVerdict Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<string> Blocking, int? Timeout);

/// <summary>What to do with a job's vote.</summary>
public enum VotingVerdict
{
    /// <summary>It may vote now.</summary>
    Promote,

    /// <summary>No change.</summary>
    Hold,

    /// <summary>It should no longer vote.</summary>
    Demote,
}
