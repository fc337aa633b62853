namespace Argosy.Artifacts.Files;

public sealed partial class InputFiles
{
    // The maximum depth of links within links; of deeper ones only the text counts.
    private const int LongestTrail = 4;

    // Of a link to a file the file's content counts; of one to a folder its text and everything that the glob matches
    // below it.
    private void AddLink(List<FolderWalk.Entry> found, Glob glob, string path, FileStatus link, LinkTrail? links)
    {
        var target = Posix.TryStatus($"{root}/{path}");
        if (target is { IsFile: true } file)
        {
            if (glob.Matches(path)) found.Add(new(path, file));
            return;
        }

        if (glob.Matches(path)) found.Add(new(path, link));
        if (target is not { IsFolder: true } folder || !glob.MayMatchIn(path) || !IsWithin(path)) return;
        if (LinkTrail.IsLoop(links, folder.Inode) || LeadsUp(path, folder.Inode)) return;
        Walk(found, glob, path, new(folder.Inode, links));
    }

    private bool LeadsUp(string path, ulong inode)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (Posix.TryStatus($"{root}/{path[..end]}")?.Inode == inode) return true;
        }

        return Posix.TryStatus(root)?.Inode == inode;
    }

    private bool IsWithin(string path)
    {
        if (FileName.IsRaw(path)) return false;
        try
        {
            var target = Directory.ResolveLinkTarget($"{root}/{path}", returnFinalTarget: true)?.FullName;
            return target is not null && target.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The links to folders that a walk has followed, the last first.</summary>
    private sealed record LinkTrail(ulong Inode, LinkTrail? Before)
    {
        internal static bool IsLoop(LinkTrail? trail, ulong inode)
        {
            var length = 0;
            for (; trail is not null; trail = trail.Before, length++)
            {
                if (trail.Inode == inode) return true;
            }

            return length >= LongestTrail;
        }
    }
}
