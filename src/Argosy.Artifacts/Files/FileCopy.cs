namespace Argosy.Artifacts.Files;

/// <summary>Copies a file's content and mode to a free name; both names may have any bytes.</summary>
internal static class FileCopy
{
    internal static void Make(string from, string to)
    {
        // Shares blocks where the file system can.
        if (!FileName.IsRaw(from) && !FileName.IsRaw(to))
        {
            File.Copy(from, to);
            return;
        }

        using var source = new FileStream(RegularFile.Open(from), FileAccess.Read, bufferSize: 0);
        var descriptor = Posix.TryOpen(
            Posix.CurrentFolder, to, Posix.WriteOnly | Posix.Create | Posix.Exclusive,
            UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (descriptor < 0) Posix.Demand(-descriptor, FileName.Shown(to));
        using var target = new FileStream(new(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
        source.CopyTo(target, 1 << 18);
        File.SetUnixFileMode(target.SafeFileHandle, File.GetUnixFileMode(source.SafeFileHandle));
    }
}
