namespace Argosy.Images.Engines;

/// <summary>The container engines that images can be given to.</summary>
public enum EngineKind
{
    /// <summary>docker, by its API.</summary>
    Docker,

    /// <summary>podman's service, by docker's API.</summary>
    Podman,

    /// <summary>containerd, by its program <c>ctr</c>.</summary>
    Containerd,
}
