using System.Globalization;
using Argosy.Artifacts.Files;
using Argosy.Engine.Reporting;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine;

/// <summary>Keeps a second build out of a folder: it waits, and shows for which build.</summary>
/// <remarks>The system releases the lock of a killed process, so it is never stale. A second file has the holder, which
/// a build removes at its end: if one is found, its build was killed.</remarks>
internal sealed class WorkspaceLock : IDisposable
{
    // EWOULDBLOCK: .NET's error when another process has the file's advisory lock.
    private const int HeldByAnother = 11;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _lock;
    private readonly string _holder;

    private WorkspaceLock(FileStream held, string holder)
    {
        _lock = held;
        _holder = holder;
        PredecessorWasKilled = File.Exists(holder);
#pragma warning disable RS0030 // a person at this machine reads the time, and no output has it
        File.WriteAllText(holder, string.Create(CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId}, since {DateTime.Now:HH:mm:ss}: "
                + $"{CommandText.Of(Environment.GetCommandLineArgs().Skip(1))}\n"));
#pragma warning restore RS0030
    }

    /// <summary>The last build here was killed before it could end its children.</summary>
    public bool PredecessorWasKilled { get; }

    /// <summary>Takes the lock, waiting for another build without limit. Error ARG0705 if it can't be taken at all,
    /// ARG0751 if the engine's folders lead elsewhere.</summary>
    public static async Task<WorkspaceLock> TakeAsync(string root, TextWriter output, CancellationToken cancellation)
    {
        EngineFolders.RefuseLinks(root);
        var path = Path.Combine(root, ".argosy", "lock");
        var holder = path + ".holder";
        var told = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new(new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), holder);
            }
            catch (Exception e)
                when (e is UnauthorizedAccessException || (e is IOException && e.HResult != HeldByAnother))
            {
                throw new ArgosyException(new Diagnostic("ARG0705", new(".argosy/lock"),
                    $"the folder can't be locked: {e.Message.TrimEnd('.')}",
                    "Look to the folder's owner and free space."), e);
            }
            catch (IOException)
            {
                if (!told) output.WriteLine($"waiting for another build in this folder ({HolderOf(holder)})");
                told = true;
                await Task.Delay(s_pause, cancellation);
            }
        }
    }

    public void Dispose()
    {
        Leftovers.TryRemove(_holder);
        _lock.Dispose();
    }

    private static string HolderOf(string holder)
    {
        try
        {
            return File.ReadAllText(holder).Trim();
        }
        catch (IOException)
        {
            return "it has just begun";
        }
    }
}
