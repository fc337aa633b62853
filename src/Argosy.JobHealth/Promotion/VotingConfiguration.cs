using Argosy.JobHealth.Promotion.Configuration;

namespace Argosy.JobHealth.Promotion;

/// <summary>A repository's Zuul configuration, in which votes are to be changed.</summary>
public sealed class VotingConfiguration
{
    private readonly EditableFolder _folder;

    private VotingConfiguration(EditableFolder folder) => _folder = folder;

    /// <summary>Its pipelines.</summary>
    public IVotingPipelines Pipelines => _folder;

    /// <summary>Reads a repository's <c>zuul.yaml</c>, <c>zuul.d/</c>, … Error ARG0689 if there is none, or one that
    /// can't be read.</summary>
    public static VotingConfiguration Load(string folder) => new(EditableFolder.Load(folder));

    /// <summary>The changes that follow the advice; nothing is written. Error ARG0690 if one of them would change more
    /// than a vote.</summary>
    public VotingProposal Propose(IReadOnlyList<VotingAdvice> advice)
    {
        var changes = new List<VotingChange>();
        var byHand = new List<VotingByHand>();
        foreach (var one in advice.Where(a => a.Verdict != VotingVerdict.Hold))
        {
            var (edit, instead) = VotingPlaces.Find(_folder, one);
            // Two projects may use the vote of one job: it is changed once.
            if (edit is not null && changes.All(c => c.Edit.Edit.Changed != edit.Edit.Changed))
                changes.Add(new(one, edit));
            else if (edit is null) byHand.Add(new(one.Of.Project, one.Of.Job, one.Of.Pipeline, instead));
        }

        return new(_folder.Path, changes, byHand);
    }
}
