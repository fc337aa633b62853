using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Building;

namespace Argosy.Artifacts.Tasks;

/// <summary>Reports files that a task made as artifacts.</summary>
public static class MadeFiles
{
    /// <summary>The task made this file.</summary>
    public static void Made(
        this TaskContext task, ProjectPaths paths, string file, ArtifactKind kind, Architecture? architecture)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(paths);
        task.Made(Artifact.OfFile(paths.Root, paths.Relative(file), kind, architecture?.Name));
    }

    /// <summary>The task made all files of a folder; links aren't artifacts.</summary>
    public static void MadeAll(
        this TaskContext task, ProjectPaths paths, string folder, ArtifactKind kind, Architecture? architecture)
    {
        foreach (var file in FolderListing.FilesOf(folder)) task.Made(paths, file, kind, architecture);
    }
}
