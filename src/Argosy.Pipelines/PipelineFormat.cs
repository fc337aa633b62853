namespace Argosy.Pipelines;

/// <summary>The CI system whose files are generated.</summary>
public enum PipelineFormat
{
    /// <summary>Zuul's configuration, with playbooks.</summary>
    Zuul,

    /// <summary>Workflows of GitHub Actions.</summary>
    GitHub,

    /// <summary>GitLab's pipelines.</summary>
    GitLab,
}

/// <summary>The names of CI systems, in declarations and on command lines.</summary>
public static class PipelineFormats
{
    private static readonly Dictionary<string, PipelineFormat> s_named = new(StringComparer.Ordinal)
    {
        ["zuul"] = PipelineFormat.Zuul,
        ["github"] = PipelineFormat.GitHub,
        ["gitlab"] = PipelineFormat.GitLab,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => s_named.Keys;

    /// <summary>The system of a name; null for any other text.</summary>
    public static PipelineFormat? Find(string name) => s_named.TryGetValue(name, out var format) ? format : null;
}
