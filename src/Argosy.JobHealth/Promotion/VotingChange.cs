namespace Argosy.JobHealth.Promotion;

/// <summary>One job's vote, changed at one place of the configuration.</summary>
/// <param name="Advice">The advice it follows.</param>
/// <param name="Edit">The change.</param>
internal sealed record VotingChange(VotingAdvice Advice, TextEdit Edit)
{
    /// <summary>A commit's first line.</summary>
    public string Title => Advice.Verdict == VotingVerdict.Promote
        ? $"Let {Advice.Of.Job} vote in {Advice.Of.Pipeline} of {Advice.Of.Project}"
        : $"{Advice.Of.Job} no longer votes in {Advice.Of.Pipeline} of {Advice.Of.Project}";

    /// <summary>A commit's message.</summary>
    public string Message => $"{Title}\n\n{string.Join('\n', Advice.Reasons)}\n";
}

/// <summary>A job's vote that can't be changed by an edit of a file.</summary>
/// <param name="Project">The project.</param>
/// <param name="Job">The job.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Instead">What to do by hand.</param>
public sealed record VotingByHand(string Project, string Job, string Pipeline, string Instead);
