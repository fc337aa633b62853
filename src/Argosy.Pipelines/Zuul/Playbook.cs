using Argosy.Pipelines.Declarations;

namespace Argosy.Pipelines.Zuul;

/// <summary>A playbook that only calls the build.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Title">Its action, as a verb with its object.</param>
/// <param name="Roles">Roles that run first.</param>
/// <param name="Targets">The targets it then calls, in order.</param>
/// <param name="Over">What its jobs are made over: what of them it passes.</param>
internal sealed record Playbook(
    string Name, string Title, IReadOnlyList<string> Roles, IReadOnlyList<string> Targets, Matrix Over)
{
    /// <summary>Variables of the environment, with the variables of Ansible's that have their values.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>The job variable that names the architecture, in Argosy's dialect.</summary>
    public const string ArchitectureVariable = "argosy_arch";

    /// <summary>The job variable that names the platform.</summary>
    public const string PlatformVariable = "argosy_platform";

    /// <summary>Its path in the repository.</summary>
    public string Path => $"playbooks/{Name}.yaml";
}
