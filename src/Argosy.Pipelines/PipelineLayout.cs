namespace Argosy.Pipelines;

/// <summary>The repository that the generated files are for.</summary>
public enum PipelineLayout
{
    /// <summary>One project, which configures itself.</summary>
    Project,

    /// <summary>A config repository, which configures many projects and names their tenant.</summary>
    ConfigRepo,
}
