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
