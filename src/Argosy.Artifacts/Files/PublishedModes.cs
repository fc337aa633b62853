using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Files;

/// <summary>Modes of what a build makes: they say whether something is a program, and nothing of who made it.</summary>
public static class PublishedModes
{
    private const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executing = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const uint Mask = 0x12; // 022
    private const int AllBits = 0xFFF;

    /// <summary>Of a folder: 0755, or 1777 where it has the sticky bit, which no umask gives: a root's <c>/tmp</c> has to stay open to all.</summary>
    internal static UnixFileMode OfFolder(UnixFileMode mode) =>
        mode.HasFlag(UnixFileMode.StickyBit) ? (UnixFileMode)0b001_111_111_111 : Reading | Executing | UnixFileMode.UserWrite;

    /// <summary>Of a file that a cache keeps: 0555 for a program, else 0444. All but the owner's right to execute is the umask's, or a
    /// danger.</summary>
    internal static UnixFileMode OfKeptFile(UnixFileMode mode) => mode.HasFlag(UnixFileMode.UserExecute) ? Reading | Executing : Reading;

    /// <summary>Of any other file: with its owner's right to write.</summary>
    internal static UnixFileMode OfFile(UnixFileMode mode) => OfKeptFile(mode) | UnixFileMode.UserWrite;

    /// <summary>Makes this process and all that it starts create files that others may read and none but the owner may
    /// write, whatever mask it was started with. For programs whose outputs hold modes, such as an archive.</summary>
    public static void SetMask() => _ = Posix.SetMask(Mask);

    /// <summary>Gives a folder and all that it holds such modes. Links are left alone. Error ARG0273 for anything else.</summary>
    public static void Normalize(string folder)
    {
        // First, so that a folder closed to its owner opens.
        var own = Posix.TryStatus(folder, follow: false) ?? throw new DirectoryNotFoundException($"there is no folder {folder}");
        Posix.Demand(TryGive(folder, own), folder);
        foreach (var (name, status) in FolderWalk.Read(folder))
        {
            var path = $"{folder}/{name}";
            if (FileName.IsRaw(name)) throw FileFault.NotText(folder);
            if (status.IsFolder) Normalize(path);
            else if (status.IsFile) Posix.Demand(TryGive(path, status), path);
            else if (!status.IsLink) throw FileFault.NotAnOutput(path, status.Kind);
        }
    }

    /// <summary>Gives a task's outputs such modes. What another user owns stays as it is. Errors ARG0210, ARG0211, ARG0220 and ARG0245.</summary>
    public static void Normalize(string root, IEnumerable<string> outputs)
    {
        foreach (var (path, status) in OutputWalk.All(root, outputs, CancellationToken.None))
            if (!status.IsLink) _ = TryGive($"{root}/{path}", status);
    }

    // 0, or what the system says against it.
    private static int TryGive(string path, FileStatus status)
    {
        var mode = (UnixFileMode)(status.Mode & AllBits);
        var normal = status.IsFolder ? OfFolder(mode) : OfFile(mode);
        return mode == normal ? 0 : Posix.TrySetMode(path, normal);
    }
}
