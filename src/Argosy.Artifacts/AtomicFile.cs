using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts;

/// <summary>Writes files atomically.</summary>
public static class AtomicFile
{
    /// <summary>Writes a temporary file next to the target and renames it, so that no reader and no crash sees a
    /// partial file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="mode">Its permissions from creation on; the umask's if not given.</param>
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

    /// <summary>The same for a text in UTF-8 without a byte order mark. A file with the same text keeps its time
    /// stamp.</summary>
    public static void Write(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return;
        Write(path, stream => stream.Write(bytes));
    }
}
