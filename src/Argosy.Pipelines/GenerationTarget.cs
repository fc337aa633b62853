namespace Argosy.Pipelines;

/// <summary>A target of the build that generates files.</summary>
public enum GenerationTarget
{
    /// <summary>Zuul's configuration and the playbooks.</summary>
    Pipelines,

    /// <summary>DevStack's settings.</summary>
    Devstack,
}
