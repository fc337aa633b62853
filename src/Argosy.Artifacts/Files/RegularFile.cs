using Microsoft.Win32.SafeHandles;

namespace Argosy.Artifacts.Files;

/// <summary>Opens and copies regular files: a pipe is an error at once and never blocks.</summary>
public static class RegularFile
{
    /// <summary>A file's content, links followed. Error ARG0271 for anything but a file.</summary>
    /// <exception cref="IOException">It doesn't exist, or can't be read.</exception>
    public static FileStream OpenRead(string path) => new(Open(path), FileAccess.Read, bufferSize: 0);

    /// <summary>Copies a file's content to a new file with mode 0644, or 0755 if its owner may execute it, regardless
    /// of the umask. Replaces the target, even if it is a link.</summary>
    public static void Copy(string source, string target)
    {
        using var from = OpenRead(source);
        var mode = PublishedModes.OfFile(File.GetUnixFileMode(from.SafeFileHandle));
        File.Delete(target);
        using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        from.CopyTo(to, 1 << 18);
        File.SetUnixFileMode(to.SafeFileHandle, mode);
    }

    /// <summary>Opens a file for reading; the type is checked on the open file, so that it can't change in
    /// between.</summary>
    internal static SafeFileHandle Open(string path)
    {
        // Non-blocking: a pipe then opens at once, and a socket or a device without a driver fails.
        var descriptor = Posix.TryOpen(Posix.CurrentFolder, path, Posix.ReadOnly | Posix.NonBlocking);
        if (descriptor < 0)
        {
            if (Posix.TryStatus(path) is { IsFile: false } other) throw FileFault.NotAFile(path, other.Kind);
            throw Error(-descriptor, path);
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Posix.TryStatus(descriptor) is { IsFile: true }) return handle;
        var kind = Posix.TryStatus(descriptor)?.Kind ?? FileKind.Device;
        handle.Dispose();
        throw FileFault.NotAFile(path, kind);
    }

    private static Exception Error(int error, string path)
    {
        const int notAllowed = 13;
        var said = System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(error);
        return error switch
        {
            Posix.NoSuchEntry => new FileNotFoundException($"there is no file {path}", path),
            Posix.NotAFolder => new DirectoryNotFoundException($"{said}: {path}"),
            notAllowed => new UnauthorizedAccessException($"{said}: {path}"),
            _ => new IOException($"{said}: {path}", error),
        };
    }
}
