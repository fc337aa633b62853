namespace Argosy.Pipelines.Zuul;

/// <summary>A role that only calls the build.</summary>
/// <param name="Name">Its folder's name: a verb with its object.</param>
/// <param name="Title">What it does.</param>
/// <param name="Targets">The targets it calls, in order.</param>
internal sealed record Role(string Name, string Title, IReadOnlyList<string> Targets)
{
    /// <summary>Its path in the repository, where Zuul finds roles of a playbook's own project.</summary>
    public string Path => $"roles/{Name}/tasks/main.yaml";
}
