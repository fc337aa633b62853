using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts;

/// <summary>A folder that is filled beside its target and takes the target's place at the end.</summary>
/// <remarks>
/// The owner disposes it; without <see cref="Publish"/> nothing of it stays. One at a time for a target: two would mix
/// their files. No system call swaps two folders everywhere, so publishing is two renames. A run killed between them
/// leaves no target, and the old one as <c>….old</c>: the next one for this target puts that back before it begins, so
/// that what was served stays there even if the new attempt fails. Other left-overs of a killed run are removed then.
/// </remarks>
public sealed class StagedFolder : IDisposable
{
    private readonly string _target;
    private readonly FileStream _lock;

    /// <summary>Begins an empty folder beside <paramref name="target"/>. Error ARG0201 while there is another.</summary>
    public StagedFolder(string target)
    {
        _target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        Path = _target + ".partial";
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_target)!);
        _lock = TakeLock();
        try
        {
            if (!Directory.Exists(_target) && Directory.Exists(Old)) Directory.Move(Old, _target);
            Remove(Path);
            Remove(Old);
            Directory.CreateDirectory(Path);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Where to write until then.</summary>
    public string Path { get; }

    private string Old => _target + ".old";

    /// <summary>Puts the folder in the target's place. If that fails, the target is what it was.</summary>
    public void Publish()
    {
        var replaces = Directory.Exists(_target);
        if (replaces) Directory.Move(_target, Old);
        try
        {
            Directory.Move(Path, _target);
        }
        catch when (replaces)
        {
            Directory.Move(Old, _target);
            throw;
        }

        Remove(Old);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Remove(Path);
        _lock.Dispose();
    }

    // The kernel drops the lock with its process, so that none is ever stale.
    private FileStream TakeLock()
    {
        try
        {
            return new(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new ArgosyException(new Diagnosis("ARG0201", new(_target), $"the folder can't be begun ({e.Message.TrimEnd('.')})",
                "If another task or build is making the same folder, let it end first."), e);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
