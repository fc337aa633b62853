using Argosy.Yaml.Writing;

namespace Argosy.Pipelines;

/// <summary>The marks of all generated files.</summary>
internal static class GenerationMarks
{
    private const string Declared = "argosy.yaml and pipelines/";
    private const string Briefly = "argosy.yaml, pipelines/";

    /// <summary>Zuul's configuration and the playbooks.</summary>
    public static GenerationMark Pipelines { get; } = new("./build.sh --target=Pipelines", Declared);

    /// <summary>The same for a config repository, which may have no build.</summary>
    public static GenerationMark ConfigRepo { get; } = new("argosy pipelines generate", Declared);

    /// <summary>Workflows of GitHub Actions.</summary>
    public static GenerationMark GitHub { get; } = new("argosy pipelines generate --format github", Briefly);

    /// <summary>GitLab's pipelines.</summary>
    public static GenerationMark GitLab { get; } = new("argosy pipelines generate --format gitlab", Briefly);

    /// <summary>DevStack's <c>local.conf</c> files.</summary>
    public static GenerationMark DevStack { get; } = new("./build.sh --target=Devstack", "argosy.yaml and devstack/");

    /// <summary>The command of a target.</summary>
    public static string? CommandOf(GenerationTarget target) =>
        (target == GenerationTarget.Devstack ? DevStack : Pipelines).Command;
}
