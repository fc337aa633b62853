namespace Argosy.Artifacts;

/// <summary>What an artifact is.</summary>
public enum ArtifactKind
{
    /// <summary>A native library or program.</summary>
    Native,

    /// <summary>A NuGet package.</summary>
    Package,

    /// <summary>A container image's manifest for one architecture.</summary>
    Image,

    /// <summary>A container image's multi-platform index.</summary>
    Index,

    /// <summary>A Python wheel.</summary>
    Wheel,

    /// <summary>A Debian package.</summary>
    Deb,
}
