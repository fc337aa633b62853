using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Files;

/// <summary>Modes of build outputs: they show whether a file is a program, and don't depend on the user.</summary>
public static class PublishedModes
{
    private const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executing =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const uint Mask = 0x12; // 022
    private const int AllBits = 0xFFF;

    /// <summary>For a folder: 0755, or 1777 if it has the sticky bit, which no umask gives: a root's <c>/tmp</c> must
    /// stay writable for all.</summary>
    internal static UnixFileMode OfFolder(UnixFileMode mode) =>
        mode.HasFlag(UnixFileMode.StickyBit)
            ? (UnixFileMode)0b001_111_111_111
            : Reading | Executing | UnixFileMode.UserWrite;

    /// <summary>For a file that a cache keeps: 0555 for a program, else 0444. All bits except the owner's execute bit
    /// depend on the umask, or are dangerous.</summary>
    internal static UnixFileMode OfKeptFile(UnixFileMode mode) =>
        mode.HasFlag(UnixFileMode.UserExecute) ? Reading | Executing : Reading;

    /// <summary>For any other file: the same with the owner's write bit.</summary>
    internal static UnixFileMode OfFile(UnixFileMode mode) => OfKeptFile(mode) | UnixFileMode.UserWrite;

    /// <summary>Sets the umask 022 for this process and its children, regardless of the inherited one. For programs
    /// whose outputs contain modes, such as archives.</summary>
    public static void SetMask() => _ = Posix.SetMask(Mask);

    /// <summary>Gives a folder and its contents such modes. Links are not changed.
    /// Error ARG0273 for anything else.</summary>
    public static void Normalize(string folder)
    {
        // First, so that a folder without its owner's permissions can be opened.
        var own = Posix.TryStatus(folder, follow: false)
            ?? throw new DirectoryNotFoundException($"there is no folder {folder}");
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

    /// <summary>Gives a task's outputs such modes. Other users' files are not changed. Errors ARG0210, ARG0211, ARG0220
    /// and ARG0245.</summary>
    public static void Normalize(string root, IEnumerable<string> outputs)
    {
        foreach (var (path, status) in OutputWalk.All(root, outputs, CancellationToken.None))
            if (!status.IsLink) _ = TryGive($"{root}/{path}", status);
    }

    // 0, or the error number.
    private static int TryGive(string path, FileStatus status)
    {
        var mode = (UnixFileMode)(status.Mode & AllBits);
        var normal = status.IsFolder ? OfFolder(mode) : OfFile(mode);
        return mode == normal ? 0 : Posix.TrySetMode(path, normal);
    }
}
