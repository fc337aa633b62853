using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts;

/// <summary>Files that are there whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the target and renames over it, so that no reader and no crash ever sees half of it.
    /// </summary>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="mode">Who may read and write it, from its first moment on; what the umask leaves where it isn't given.
    /// </param>
    public static void Write(string path, Action<Stream> write, UnixFileMode? mode = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var partial = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.partial";
        try
        {
            using (var stream = new FileStream(partial, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                UnixCreateMode = mode,
            }))
            {
                write(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            Leftovers.TryRemove(partial);
            throw;
        }
    }

    /// <summary>The same for a text in UTF-8 without a mark. A file that already says so keeps its time stamp.</summary>
    public static void Write(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return;
        Write(path, stream => stream.Write(bytes));
    }
}
