using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

/// <summary>One file, folder, link or special file that a task left in its outputs.</summary>
/// <param name="Path">Relative to the project, with <c>/</c>.</param>
/// <param name="Status">What the file system said of it then.</param>
/// <param name="Content">A file's content; null where nobody read it, such as after a failed run.</param>
/// <param name="Target">What a link points to, else null.</param>
internal sealed record OwnedEntry(string Path, FileStatus Status, Digest? Content = null, string? Target = null)
{
    // Coarser than a kernel tick, which is how often most file systems' clocks move.
    private const long Tick = 50_000_000;

    // A file system without nanoseconds, or FAT with its two seconds.
    private const long CoarseTick = 2_000_000_000;
    private const ushort TypeMask = 0xF000;

    /// <summary>The run was killed, and nobody knows whether this was the run's or came afterwards.</summary>
    internal bool IsDoubtful { get; init; }

    /// <summary>Whether a change right after <paramref name="now"/> could leave the same time stamps.</summary>
    internal static bool IsYoung(FileStatus status, long now) =>
        now - Math.Max(status.Modified, status.Changed) < TickOf(status);

    /// <summary>How far apart two changes are at least that have different time stamps.</summary>
    internal static long TickOf(FileStatus status) => status.Changed % 1_000_000_000 == 0 ? CoarseTick : Tick;

    /// <summary>Whether what is there now is what the task left. A folder counts by its entries, which are entries of their
    /// own; permission bits don't count.</summary>
    /// <param name="now">What the file system says today.</param>
    /// <param name="full">The absolute path.</param>
    /// <param name="taken">When the entry was noted, in nanoseconds since 1970.</param>
    internal bool IsUnchanged(FileStatus now, string full, long taken)
    {
        if ((now.Mode & TypeMask) != (Status.Mode & TypeMask)) return false;
        if (now.IsFolder) return true;
        if (now.IsLink) return Posix.TryReadLink(full) == Target;
        var same = (now.Inode, now.Size, now.Modified, now.Changed) == (Status.Inode, Status.Size, Status.Modified, Status.Changed);
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
