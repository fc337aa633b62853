namespace Argosy.JobHealth.Promotion;

/// <summary>Proposed changes of votes, for review.</summary>
public sealed class VotingProposal
{
    private readonly string _folder;
    private readonly IReadOnlyList<VotingChange> _changes;

    internal VotingProposal(string folder, IReadOnlyList<VotingChange> changes, IReadOnlyList<VotingByHand> byHand)
    {
        (_folder, _changes, ByHand) = (folder, changes, byHand);
        Diff = string.Concat(changes
            .GroupBy(c => c.Edit.File)
            .OrderBy(f => f.Key.Name, StringComparer.Ordinal)
            .Select(DiffOf));
    }

    /// <summary>The number of changed votes.</summary>
    public int Count => _changes.Count;

    /// <summary>All changes as a unified diff, from the repository's folder; empty for none.</summary>
    public string Diff { get; }

    /// <summary>Votes that can't be changed by an edit.</summary>
    public IReadOnlyList<VotingByHand> ByHand { get; }

    /// <summary>Makes a branch with a commit for each job; the work tree and its index are unchanged.</summary>
    /// <param name="branch">Its name; it must not exist.</param>
    /// <param name="log">Receives the commands and their output.</param>
    /// <param name="cancellation">Leaves no branch.</param>
    /// <remarks>Error ARG0691 if git refuses.</remarks>
    public async Task CommitAsync(string branch, Action<string> log, CancellationToken cancellation)
    {
        var repository = new GitRepository(_folder, log);
        var parent = await repository.BeginAsync(
            branch, [.. _changes.Select(c => c.Edit.File.Name).Distinct()], cancellation);
        for (var i = 0; i < _changes.Count; i++)
        {
            var file = _changes[i].Edit.File;
            var text = TextEdit.Apply(file, [.. _changes.Take(i + 1).Select(c => c.Edit).Where(e => e.File == file)]);
            parent = await repository.CommitAsync(parent, file.Name, text, _changes[i].Message, cancellation);
        }

        await repository.EndAsync(branch, parent, cancellation);
    }

    /// <summary>Asks for a review of that branch on GitHub, with the token of $GITHUB_TOKEN, $GH_TOKEN or the program
    /// <c>gh</c>.</summary>
    /// <returns>The address of the new pull request, or of the open one that the branch has.</returns>
    /// <remarks>Error ARG0692 if the remote isn't GitHub's, there is no token, or GitHub refuses.</remarks>
    public Task<string> AskForReviewAsync(string branch, Action<string> log, CancellationToken cancellation) =>
        new PullRequest(_folder, log, Environment.GetEnvironmentVariable).CreateAsync(branch,
            _changes is [var one] ? one.Title : $"Change the votes of {Count} jobs",
            string.Join('\n',
                _changes.Select(c => $"- {c.Title}\n{string.Concat(c.Advice.Reasons.Select(r => $"  - {r}\n"))}")),
            cancellation);

    private static string DiffOf(IGrouping<Configuration.EditableFile, VotingChange> file)
    {
        var edits = file.Select(c => c.Edit).ToList();
        _ = TextEdit.Apply(file.Key, edits);
        return UnifiedDiff.Of(file.Key.Name, file.Key.Text, edits.SelectMany(e => e.Edit.Pieces));
    }
}
