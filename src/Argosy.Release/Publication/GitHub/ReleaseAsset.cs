namespace Argosy.Release.Publication.GitHub;

/// <summary>An asset as GitHub describes it (docs.github.com/rest/releases/assets). Octokit's own has no
/// digest.</summary>
/// <remarks>Octokit's reader sets the properties.</remarks>
internal sealed class ReleaseAsset
{
    public long Id { get; set; }

    public string? Url { get; set; }

    public string? Name { get; set; }

    public string? Label { get; set; }

    /// <summary><c>uploaded</c>, or <c>starter</c> for an upload that didn't end.</summary>
    public string? State { get; set; }

    public long Size { get; set; }

    /// <summary><c>sha256:…</c>; null where GitHub hasn't computed it.</summary>
    public string? Digest { get; set; }

    /// <summary>Whether it is this file's. GitHub replaces some characters of names, and keeps the label.</summary>
    public bool IsOf(ReleaseFile file) => Label is { Length: > 0 }
        ? Label == file.Name
        : Name == file.Name || Name == Replaced(file.Name);

    private static string Replaced(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || "-_.+@".Contains(c) ? c : '.'));

    /// <summary>What it is of a file, as far as GitHub's description says.</summary>
    public PlanState StateOf(ReleaseFile file) => this switch
    {
        { State: not "uploaded" } => PlanState.Unfinished,
        { Digest: { } digest } => Size == file.Size && digest == $"sha256:{file.Sha256}"
            ? PlanState.Present
            : PlanState.Replaced,
        _ => Size == file.Size ? PlanState.Present : PlanState.Replaced,
    };
}
