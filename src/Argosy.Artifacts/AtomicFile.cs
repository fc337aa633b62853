using System.Text;

namespace Argosy.Artifacts;

/// <summary>Files that are there whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the target and renames over it, so that no reader and no crash ever sees half of it.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var partial = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite)) write(stream);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
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
