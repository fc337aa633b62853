using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Artifacts.Files;

/// <summary>The calls for names that .NET can't hand on: those with bytes that aren't UTF-8.</summary>
internal static unsafe partial class Posix
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Opens a folder for reading its entries; 0 where that fails.</summary>
    internal static nint OpenFolder(string path)
    {
        fixed (byte* raw = FileName.ToPath(path)) return CallOpenFolder(raw);
    }

    /// <summary>Opens a file to be read, whatever bytes its name has.</summary>
    internal static SafeFileHandle OpenRead(string path)
    {
        if (!FileName.IsRaw(path)) return File.OpenHandle(path);
        fixed (byte* raw = FileName.ToPath(path))
        {
            var descriptor = CallOpen(raw, ReadOnlyCloseOnExec);
            if (descriptor >= 0) return new(descriptor, ownsHandle: true);
            var error = Marshal.GetLastPInvokeError();
            var message = $"{FileName.Shown(path)}: {new Win32Exception(error).Message}";
            throw error == NoSuchEntry ? new FileNotFoundException(message) : new IOException(message, error);
        }
    }

    /// <summary>What a link says that it leads to; null where it is none.</summary>
    internal static string? TryReadLink(string path)
    {
        const int longest = 4096;
        var target = stackalloc byte[longest];
        fixed (byte* raw = FileName.ToPath(path))
        {
            var length = CallReadLink(raw, target, longest);
            return length < 0 ? null : FileName.Decode(new(target, (int)length));
        }
    }

    private static FileStatus? TryRawStatus(string path, bool follow)
    {
        StatxBuffer buffer;
        fixed (byte* raw = FileName.ToPath(path))
            return StatxAt(CurrentFolder, raw, follow ? 0 : DontFollow, Basic, &buffer) == 0 ? new FileStatus(buffer) : null;
    }

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    private static partial nint CallOpenFolder(byte* path);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int CallOpen(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    private static partial nint CallReadLink(byte* path, byte* target, nint size);
}
