using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Files;

/// <summary>The digest of a folder and its contents, such as a tool's: names, contents, executable bits, link
/// targets.</summary>
public static class FolderDigest
{
    /// <summary>The digest; null if there is no such folder. Links to folders aren't followed.</summary>
    public static Digest? TryOf(string folder, FileDigests digests)
    {
        if (Posix.TryStatus(folder) is not { IsFolder: true }) return null;
        var found = new List<InputFile>();
        Collect(folder, "", digests, found);
        found.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return InputTree.Of(found);
    }

    private static void Collect(string folder, string prefix, FileDigests digests, List<InputFile> found)
    {
        foreach (var (name, status) in FolderWalk.Read(folder))
        {
            var (path, full) = (prefix + name, $"{folder}/{name}");
            if (status.IsFolder) Collect(full, path + "/", digests, found);
            else if (status.IsLink) found.Add(new(path, InputKind.Link, Digest.Of(Posix.TryReadLink(full) ?? ""), 0));
            else if (status.IsFile)
                found.Add(new(path, status.IsProgram ? InputKind.Program : InputKind.File,
                    digests.Of(full, status), status.Modified));
        }
    }
}
