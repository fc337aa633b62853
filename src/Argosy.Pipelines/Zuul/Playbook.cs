namespace Argosy.Pipelines.Zuul;

/// <summary>A playbook that calls the build and does nothing else.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Title">What it does, as a verb with its object.</param>
/// <param name="Roles">Roles that it takes first.</param>
/// <param name="Targets">The targets it calls then, in order.</param>
/// <param name="PerArchitecture">Whether it passes on the job's architecture.</param>
internal sealed record Playbook(
    string Name, string Title, IReadOnlyList<string> Roles, IReadOnlyList<string> Targets, bool PerArchitecture)
{
    /// <summary>The job variable that names the architecture, in Argosy's dialect.</summary>
    public const string ArchitectureVariable = "argosy_arch";

    /// <summary>Where it lies in the repository.</summary>
    public string Path => $"playbooks/{Name}.yaml";
}
