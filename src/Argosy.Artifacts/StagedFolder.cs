using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts;

/// <summary>A folder that is filled next to its target and replaces the target at the end.</summary>
/// <remarks>
/// The owner disposes it; without <see cref="Publish"/> it is removed. Only one at a time per target: two would mix
/// their files. Publishing exchanges two names atomically, so that readers of the target always find one of the two. A
/// file system without such a call gets two renames: a run killed between them leaves no target, and the old one as
/// <c>….argosy.old</c>, which the next one for this target restores first.
/// Other files of a killed run are removed then.
/// </remarks>
public sealed class StagedFolder : IDisposable
{
    private readonly string _target;
    private readonly FileStream _lock;

    /// <summary>Starts an empty folder next to <paramref name="target"/>. Error ARG0201 while there is
    /// another.</summary>
    public StagedFolder(string target)
    {
        _target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        // A name that users don't give to their own folders, such as a copy of the target.
        Path = _target + ".argosy.partial";
        _lock = TakeLock();
        try
        {
            if (!IsThere(_target) && IsThere(Old)) Move(Old, _target);
            Leftovers.Remove(Path);
            Leftovers.Remove(Old);
            Directory.CreateDirectory(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _lock.Dispose();
            throw new ArgosyException(new Diagnostic("ARG0249", new(Path),
                $"the folder can't be begun ({e.Message.TrimEnd('.')})",
                "Correct the rights of the folder around it, and remove what lies there."), e);
        }
    }

    /// <summary>The folder to write to before that.</summary>
    public string Path { get; }

    private string Old => _target + ".argosy.old";

    /// <summary>Replaces the target with the folder. On failure the target is unchanged.</summary>
    /// <remarks>Folders and programs get mode 0755, other files 0644: neither the umask nor the modes of copied files
    /// affect the result. Error ARG0273 for anything that is not a file, folder or link.</remarks>
    public void Publish()
    {
        PublishedModes.Normalize(Path);
        PublishAsMade();
    }

    /// <summary>The same with all modes as they were set.</summary>
    public void PublishAsMade()
    {
        var replaces = IsThere(_target);
        if (replaces && Posix.TryExchange(Path, _target) == 0)
        {
            Leftovers.TryRemove(Path);
            return;
        }

        if (replaces) Move(_target, Old);
        try
        {
            Move(Path, _target);
        }
        catch when (replaces)
        {
            _ = Posix.TryRename(Old, _target);
            throw;
        }

        // The next one for this target removes what is left.
        Leftovers.TryRemove(Old);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Leftovers.TryRemove(Path);
        _lock.Dispose();
    }

    // The kernel releases the lock when the process ends, so it is never stale.
    private FileStream TakeLock()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_target)!);
            return new(
                Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotBegun(e);
        }
    }

    private ArgosyException NotBegun(Exception e) => new(new Diagnostic("ARG0201", new(_target),
        $"the folder can't be begun ({e.Message.TrimEnd('.')})",
        "If another task or build is making the same folder, let it end first."), e);

    // Of any kind: a link is replaced, not followed.
    private static bool IsThere(string path) => Posix.TryStatus(path, follow: false) is not null;

    private static void Move(string from, string to) => Posix.Demand(Posix.TryRename(from, to), to);
}
