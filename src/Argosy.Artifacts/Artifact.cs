namespace Argosy.Artifacts;

/// <summary>Something a build made that is meant to be used.</summary>
/// <param name="Name">What a person calls it, such as <c>libdemo.so</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Architecture">Argosy's name of the architecture, or null where it serves all.</param>
/// <param name="Path">Where it lies, relative to the project.</param>
/// <param name="Digest">Of its content; of an OCI layout, its index.</param>
/// <param name="Size">In bytes.</param>
public sealed record Artifact(
    string Name, ArtifactKind Kind, string? Architecture, string Path, Digest Digest, long Size)
{
    /// <summary>False where a pinned package version had left the mirror and the current one was taken.</summary>
    public bool Pinned { get; init; } = true;

    /// <summary>An artifact that is one file.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="path">The file, relative to it.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="architecture">Argosy's name of the architecture, or null.</param>
    public static Artifact OfFile(string root, string path, ArtifactKind kind, string? architecture)
    {
        var full = System.IO.Path.Combine(root, path);
        return new(System.IO.Path.GetFileName(path), kind, architecture, path, Digest.OfFile(full), new FileInfo(full).Length);
    }
}
