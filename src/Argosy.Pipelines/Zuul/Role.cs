namespace Argosy.Pipelines.Zuul;

/// <summary>A role that calls the build and does nothing else.</summary>
/// <param name="Name">Its folder's name: a verb with its object.</param>
/// <param name="Title">What it does.</param>
/// <param name="Targets">The targets it calls, in order.</param>
internal sealed record Role(string Name, string Title, IReadOnlyList<string> Targets)
{
    /// <summary>Where it lies in the repository: Zuul finds roles of a playbook's own project there.</summary>
    public string Path => $"roles/{Name}/tasks/main.yaml";
}
