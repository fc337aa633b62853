namespace Argosy.JobHealth.Dashboard;

/// <summary>A job's voting status: a sign, a word and a colour, each sufficient alone.</summary>
/// <param name="Sign">Visible only.</param>
/// <param name="Word">Visible and for screen readers.</param>
/// <param name="Style">The class in the style sheet, and its name in the script.</param>
internal sealed record VotingStatus(string Sign, string Word, string Style)
{
    /// <summary>By the policy it may vote.</summary>
    public static VotingStatus MayVote { get; } = new("▲", "may vote", "promote");

    /// <summary>By the policy it should stop voting.</summary>
    public static VotingStatus ToDemote { get; } = new("▼", "demote", "demote");

    /// <summary>It votes, and should.</summary>
    public static VotingStatus Votes { get; } = new("●", "votes", "votes");

    /// <summary>It doesn't vote, for known reasons.</summary>
    public static VotingStatus Blocked { get; } = new("○", "blocked", "blocked");

    /// <summary>It doesn't vote, and there is no advice.</summary>
    public static VotingStatus NoVote { get; } = new("○", "no vote", "silent");
}
