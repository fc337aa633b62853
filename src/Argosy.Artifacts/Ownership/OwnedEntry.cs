using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

/// <summary>One file, folder, link or special file in a task's outputs.</summary>
/// <param name="Path">Relative to the project, with <c>/</c>.</param>
/// <param name="Status">Its file system status then.</param>
/// <param name="Content">A file's content; null if it wasn't read, such as after a failed run.</param>
/// <param name="Target">A link's target, else null.</param>
internal sealed record OwnedEntry(string Path, FileStatus Status, Digest? Content = null, string? Target = null)
{
    // Coarser than a kernel tick, at which most file systems' clocks move.
    private const long Tick = 50_000_000;

    // A file system without nanoseconds, or FAT with its two seconds.
    private const long CoarseTick = 2_000_000_000;
    private const ushort TypeMask = 0xF000;

    /// <summary>The run was killed, and it is unknown whether this run made it.</summary>
    internal bool IsDoubtful { get; init; }

    /// <summary>Whether a change right after <paramref name="now"/> could leave the same time stamps.</summary>
    internal static bool IsYoung(FileStatus status, long now) =>
        now - Math.Max(status.Modified, status.Changed) < TickOf(status);

    /// <summary>The minimum distance of two changes with different time stamps.</summary>
    internal static long TickOf(FileStatus status) => status.Changed % 1_000_000_000 == 0 ? CoarseTick : Tick;

    /// <summary>Whether the current entry is the one that the task left. A folder's entries are checked separately;
    /// permission bits don't count.</summary>
    /// <param name="now">The current file system status.</param>
    /// <param name="full">The absolute path.</param>
    /// <param name="taken">When the entry was recorded, in nanoseconds since 1970.</param>
    internal bool IsUnchanged(FileStatus now, string full, long taken)
    {
        if ((now.Mode & TypeMask) != (Status.Mode & TypeMask)) return false;
        if (now.IsFolder) return true;
        if (now.IsLink) return Posix.TryReadLink(full) == Target;
        var same = (now.Inode, now.Size, now.Modified, now.Changed)
            == (Status.Inode, Status.Size, Status.Modified, Status.Changed);
        if (same && (Content is null || !IsYoung(Status, taken))) return true;
        return now.IsFile && Content is not null && now.Size == Status.Size && HashOf(full) == Content;
    }

    private static Digest? HashOf(string full)
    {
        try
        {
            return Digest.OfFile(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
