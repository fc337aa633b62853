using System.Runtime.InteropServices;

namespace Argosy.Artifacts.Files;

/// <summary>Removes temporary files and folders.</summary>
/// <remarks>Clean-up runs after a failure, so it never throws: its own error would hide the cause. A file that can't be
/// removed is harmless; the next run that makes the same one removes it first, and reports an error if it
/// can't.</remarks>
public static unsafe class Leftovers
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Removes a file, a link, or a folder with its contents, with any names and modes. Never follows links.
    /// True if nothing is left.</summary>
    public static bool TryRemove(string path)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        if (Posix.TryStatus(path, follow: false) is not { } status) return true;
        if (!status.IsFolder) return Posix.TryRemove(Posix.CurrentFolder, path, 0) is 0 or Posix.NoSuchEntry;
        if (!TryEmpty(Posix.CurrentFolder, path)) return false;
        return Posix.TryRemove(Posix.CurrentFolder, path, Posix.RemoveFolder) is 0 or Posix.NoSuchEntry;
    }

    /// <summary>The same, if the work can't start before: throws <see cref="IOException"/> with the remaining
    /// path.</summary>
    public static void Remove(string path)
    {
        if (!TryRemove(path)) throw new IOException($"'{path}' can't be removed", Marshal.GetLastPInvokeError());
    }

    private static bool TryEmpty(int parent, string name)
    {
        var descriptor = Posix.TryOpen(parent, name, Posix.ReadOnly | Posix.FolderOnly | Posix.NoFollow);
        if (descriptor < 0 && parent == Posix.CurrentFolder)
        {
            // A folder without its owner's permissions, such as one of a package.
            _ = Posix.TrySetMode(name, Own);
            descriptor = Posix.TryOpen(parent, name, Posix.ReadOnly | Posix.FolderOnly | Posix.NoFollow);
        }

        return descriptor >= 0 && TryEmpty(descriptor);
    }

    // Takes ownership of the descriptor.
    private static bool TryEmpty(int descriptor)
    {
        _ = Posix.TrySetMode(descriptor, Own);
        var folder = Posix.OpenFolder(descriptor);
        if (folder == 0)
        {
            Posix.Close(descriptor);
            return false;
        }

        var whole = true;
        for (var entry = Posix.ReadEntry(folder); entry is not null; entry = Posix.ReadEntry(folder))
        {
            var name = entry + Posix.NameOffset;
            if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))) continue;
            whole &= TryRemove(descriptor, name);
        }

        _ = Posix.CloseFolder(folder);
        return whole;
    }

    private static bool TryRemove(int folder, byte* name)
    {
        if (Posix.TryStatus(folder, name) is not { } status) return true;
        if (!status.IsFolder) return Posix.TryRemove(folder, name, 0) is 0 or Posix.NoSuchEntry;
        var below = Posix.TryOpen(folder, name, Posix.ReadOnly | Posix.FolderOnly | Posix.NoFollow);
        if (below < 0)
        {
            _ = Posix.TrySetMode(folder, name, Own);
            below = Posix.TryOpen(folder, name, Posix.ReadOnly | Posix.FolderOnly | Posix.NoFollow);
        }

        return below >= 0 && TryEmpty(below)
            && Posix.TryRemove(folder, name, Posix.RemoveFolder) is 0 or Posix.NoSuchEntry;
    }
}
