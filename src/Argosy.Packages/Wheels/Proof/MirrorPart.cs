using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Audit;
using Argosy.Packages.Wheels.Ledger;

namespace Argosy.Packages.Wheels.Proof;

/// <summary>The part of a mirror that pip needs for one project: its page and files, and those of its
/// dependencies.</summary>
internal static class MirrorPart
{
    /// <summary>Copies it. Dependencies that the mirror doesn't have are left out.</summary>
    /// <param name="index">The mirror.</param>
    /// <param name="project">The project's normalised name.</param>
    /// <param name="target">Gets the same paths.</param>
    public static void Copy(string index, string project, string target)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { project };
        var open = new Queue<string>([project]);
        while (open.TryDequeue(out var next))
        {
            foreach (var part in (string[])[next, WheelName.FolderOf(next)]) CopyFiles(index, part, target);
            foreach (var need in FolderListing.FilesOf(Path.Combine(target, WheelName.FolderOf(next)), ".whl")
                .SelectMany(f => WheelAudit.RequirementsOf(f)).Select(Dependents.NameOf).OfType<string>())
            {
                if (seen.Add(need)) open.Enqueue(need);
            }
        }
    }

    private static void CopyFiles(string index, string part, string target)
    {
        var source = Path.Combine(index, part);
        if (!Directory.Exists(source)) return;
        Directory.CreateDirectory(Path.Combine(target, part));
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, Path.Combine(target, part, Path.GetFileName(file)), overwrite: true);
    }
}
