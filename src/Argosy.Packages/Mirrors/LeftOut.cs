using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors;

/// <summary>Says which files a mirror left out: one bad file doesn't hold up the others. The proof of such a file
/// fails, since the mirror doesn't have it.</summary>
internal static class LeftOut
{
    /// <summary>Notes each file with its error, at the end of every run that uses the mirror.</summary>
    public static void Note(TaskContext task, IReadOnlyList<Diagnostic> refused)
    {
        foreach (var diagnostic in refused) task.Note($"The mirror leaves out a file: {diagnostic}");
    }
}
