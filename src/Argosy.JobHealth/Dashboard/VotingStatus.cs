namespace Argosy.JobHealth.Dashboard;

/// <summary>How a job stands with its vote: a sign, a word and a colour, of which each suffices alone.</summary>
/// <param name="Sign">Seen.</param>
/// <param name="Word">Seen and heard.</param>
/// <param name="Style">The class in the style sheet, and the script's name for it.</param>
internal sealed record VotingStatus(string Sign, string Word, string Style)
{
    /// <summary>The policy says that it may vote.</summary>
    public static VotingStatus MayVote { get; } = new("▲", "may vote", "promote");

    /// <summary>The policy says that it should vote no longer.</summary>
    public static VotingStatus ToDemote { get; } = new("▼", "demote", "demote");

    /// <summary>It votes, and should.</summary>
    public static VotingStatus Votes { get; } = new("●", "votes", "votes");

    /// <summary>It doesn't vote, for reasons that are known.</summary>
    public static VotingStatus Blocked { get; } = new("○", "blocked", "blocked");

    /// <summary>It doesn't vote, and nobody asked why.</summary>
    public static VotingStatus NoVote { get; } = new("○", "no vote", "silent");
}
