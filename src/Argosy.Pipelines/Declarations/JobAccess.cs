using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>What a family's jobs may use besides the source of the change: for jobs that publish.</summary>
/// <param name="Secrets">Variables of the environment with secrets, each with its place.</param>
/// <param name="Permissions">What GitHub's own token of a job may do.</param>
/// <param name="History">Whether they need all commits and tags.</param>
internal sealed record JobAccess(
    IReadOnlyList<YamlText> Secrets, IReadOnlyList<(Permission Scope, PermissionLevel Level)> Permissions, bool History)
{
    /// <summary>Nothing.</summary>
    public static JobAccess None { get; } = new([], [], false);

    /// <summary>Reads it. Error ARG0602 for an unknown permission, ARG0117 for no name of a variable.</summary>
    public static JobAccess Read(YamlMap? map)
    {
        if (map is null) return None;
        var secrets = map.Find("secrets")?.AsList().Texts().ToList() ?? [];
        foreach (var secret in secrets) TextRules.Variable.Check(secret);
        var access = new JobAccess(
            secrets,
            [
                .. map.Map("permissions")?.Entries.Select(e => (
                    EnumParser.Parse<Permission>(e.Key), EnumParser.Parse<PermissionLevel>(e.Value.AsText()))) ?? []
            ],
            map.Bool("history", false));
        map.Done();
        return access;
    }
}

/// <summary>What a token of GitHub's is for (docs.github.com, permissions of GITHUB_TOKEN).</summary>
internal enum Permission
{
    /// <summary>Workflow runs.</summary>
    Actions,

    /// <summary>Attestations of artifacts.</summary>
    Attestations,

    /// <summary>The repository, its releases.</summary>
    Contents,

    /// <summary>Deployments.</summary>
    Deployments,

    /// <summary>An OpenID Connect token of the job.</summary>
    IdToken,

    /// <summary>Packages and container images.</summary>
    Packages,

    /// <summary>GitHub Pages.</summary>
    Pages,
}

/// <summary>How much of it.</summary>
internal enum PermissionLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>To read.</summary>
    Read,

    /// <summary>To read and write.</summary>
    Write,
}
