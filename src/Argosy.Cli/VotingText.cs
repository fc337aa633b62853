using System.Text;
using Argosy.JobHealth;
using Argosy.JobHealth.Promotion;

namespace Argosy.Cli;

/// <summary>Advice on votes as text: the changes, the blocking reasons, and the diff.</summary>
internal static class VotingText
{
    internal static string Of(IReadOnlyList<VotingAdvice> advice, VotingProposal proposal)
    {
        var text = new StringBuilder();
        foreach (var (verdict, head) in ((VotingVerdict, string)[])
            [(VotingVerdict.Promote, "May vote"), (VotingVerdict.Demote, "Should no longer vote")])
            Section(text, head, advice.Where(a => a.Verdict == verdict));
        Section(text, "Not yet", advice.Where(a => a.Verdict == VotingVerdict.Hold && !a.Of.Voting));
        text.Append($"{advice.Count(a => a.Verdict == VotingVerdict.Hold && a.Of.Voting)} jobs vote and stay.\n");
        if (proposal.ByHand.Count > 0) text.Append("\nTo be done by hand:\n");
        foreach (var one in proposal.ByHand)
            text.Append($"  {one.Project} {one.Job} in {one.Pipeline}\n    {one.Instead}\n");
        if (proposal.Diff.Length > 0) text.Append('\n').Append(proposal.Diff);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string head, IEnumerable<VotingAdvice> advice)
    {
        var list = advice.ToList();
        if (list.Count == 0) return;
        text.Append($"{head}:\n");
        foreach (var one in list)
        {
            text.Append($"  {one.Of.Project} {one.Of.Job} in {one.Of.Pipeline}"
                + $"{(one.Timeout is { } seconds ? $", timeout {seconds} s" : "")}\n");
            foreach (var reason in one.Reasons) text.Append($"    {reason}\n");
        }

        text.Append('\n');
    }
}
