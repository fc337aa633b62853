using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Snapshots;

/// <summary>A link to a folder, whose entries a state has only where the folder itself is in its tree.</summary>
/// <param name="Link">The link's path.</param>
/// <param name="Target">The folder's path, without links.</param>
internal sealed record LinkedFolder(string Link, string Target)
{
    /// <summary>The link of this name in an open folder.</summary>
    internal static unsafe LinkedFolder At(int folder, byte* name)
    {
        var target = Posix.TryOpen(folder, name, Posix.PathOnly);
        if (target < 0) throw new IOException("a link's target can't be opened");
        try
        {
            var text = FileName.Decode(
                System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
            return new($"{PathOf(folder)}/{text}", PathOf(target));
        }
        finally
        {
            Posix.Close(target);
        }
    }

    /// <summary>Whether the tree has all that <see cref="InputFiles"/> may find through these links: a link within the
    /// project is followed, of one that leads out only its text counts.</summary>
    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="folders">Further folders with all that is in them.</param>
    /// <param name="links">The links.</param>
    internal static bool AreCovered(string root, IReadOnlyList<string> folders, IEnumerable<LinkedFolder> links)
    {
        var opened = Posix.TryOpen(Posix.CurrentFolder, root, Posix.PathOnly);
        if (opened < 0) return false;
        try
        {
            var real = PathOf(opened);
            return links.All(l => l.IsCovered(real, folders));
        }
        finally
        {
            Posix.Close(opened);
        }
    }

    private bool IsCovered(string root, IReadOnlyList<string> folders)
    {
        if (FileName.IsRaw(Link) || FileName.IsRaw(Target)) return false;
        if (folders.Any(f => PathText.IsWithin(Target, Path.Combine(root, f)))) return true;
        if (PathText.IsWithin(Target, root))
            return !MadeFolders.LeadThrough(root, Target[root.Length..].TrimStart('/'));

        // By its text it may lead to the project, and only another link out of it.
        return Directory.ResolveLinkTarget(Link, returnFinalTarget: true)?.FullName is { } text
            && !PathText.IsWithin(text, root);
    }

    private static string PathOf(int descriptor) =>
        Posix.TryReadLink($"/proc/self/fd/{descriptor}") ?? throw new IOException("an open folder has no path");
}
