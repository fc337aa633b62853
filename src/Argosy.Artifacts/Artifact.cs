namespace Argosy.Artifacts;

/// <summary>A build output that is meant to be used.</summary>
/// <param name="Name">Its name for people, such as <c>libdemo.so</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Architecture">Argosy's name of the architecture, or null if it serves all.</param>
/// <param name="Path">Its path, relative to the project.</param>
/// <param name="Digest">Of its content; of an OCI layout, its index.</param>
/// <param name="Size">In bytes.</param>
public sealed record Artifact(
    string Name, ArtifactKind Kind, string? Architecture, string Path, Digest Digest, long Size)
{
    /// <summary>False if a pinned package version had left the mirror and the current one was used.</summary>
    public bool Pinned { get; init; } = true;

    /// <summary>An artifact that is one file.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="path">The file, relative to it.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="architecture">Argosy's name of the architecture, or null.</param>
    public static Artifact OfFile(string root, string path, ArtifactKind kind, string? architecture)
    {
        var full = System.IO.Path.Combine(root, path);
        return new(
            System.IO.Path.GetFileName(path), kind, architecture, path, Digest.OfFile(full), new FileInfo(full).Length);
    }
}
