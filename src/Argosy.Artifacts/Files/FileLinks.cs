namespace Argosy.Artifacts.Files;

/// <summary>Names of files: hard links, and symbolic links that are replaced in one step.</summary>
public static class FileLinks
{
    /// <summary>Gives a file a second name. An existing file of that name is an error.</summary>
    /// <exception cref="IOException">The file system refuses, such as on another device.</exception>
    public static void Hard(string path, string name) => Posix.Demand(Posix.TryLink(path, name), name);

    /// <summary>The same; a file that has the name already loses it in the same step.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its second name.</param>
    /// <param name="temporary">A free name in the same file system, used meanwhile.</param>
    public static void HardReplacing(string path, string name, string temporary)
    {
        _ = Posix.TryUnlink(temporary);
        Hard(path, temporary);
        Posix.Demand(Posix.TryRename(temporary, name), name);
        // rename(2) does nothing where both names are the same file.
        _ = Posix.TryUnlink(temporary);
    }

    /// <summary>Points a symbolic link to a target, in one rename: a reader finds the old target or the new
    /// one.</summary>
    /// <param name="target">As the link has it: relative to the link's folder, or absolute.</param>
    /// <param name="link">The link; it may exist.</param>
    /// <param name="temporary">A free name in the same file system, used meanwhile.</param>
    public static void Switch(string target, string link, string temporary)
    {
        _ = Posix.TryUnlink(temporary);
        Posix.Demand(Posix.TryMakeLink(target, temporary), temporary);
        Posix.Demand(Posix.TryRename(temporary, link), link);
    }

    /// <summary>The target of a symbolic link as it is written; null if the path is no link.</summary>
    public static string? TryTarget(string link) => Posix.TryReadLink(link);

    /// <summary>Moves a file or folder within a file system; a file or an empty folder of the new name is
    /// replaced.</summary>
    public static void Rename(string from, string to) => Posix.Demand(Posix.TryRename(from, to), to);

    /// <summary>Writes everything that a file's file system has in memory to its device, as far as it can.</summary>
    /// <param name="path">Any file in it.</param>
    public static void Flush(string path)
    {
        using var file = File.OpenHandle(path);
        _ = Posix.FlushFileSystem((int)file.DangerousGetHandle());
    }
}
