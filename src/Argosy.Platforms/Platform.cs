namespace Argosy.Platforms;

/// <summary>Distribution × version × architecture that an artifact is built for and proven on.</summary>
public sealed record Platform(Distribution Distribution, Architecture Architecture)
{
    /// <summary><c>debian-12-arm64</c>: folder names, lock files and task cells.</summary>
    public string Name => $"{Distribution.Name}-{Architecture.Name}";

    /// <summary>A wheel mirror's folder, such as <c>debian-12-aarch64</c>.</summary>
    /// <remarks>Ansible's names, since a job composes it from <c>ansible_distribution</c>, the major version and
    /// <c>ansible_architecture</c> (OpenStack's mirror layout).</remarks>
    public string WheelSlug => $"{Distribution.Name}-{Architecture.KernelName}";

    /// <inheritdoc />
    public override string ToString() => Name;
}
