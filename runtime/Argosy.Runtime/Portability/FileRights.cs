namespace Argosy.Runtime;

/// <summary>Whether other users may use a file. netstandard2.0 can't check: there the answer is always no.</summary>
internal static class FileRights
{
    internal static bool AreOpenToOthers(string path)
    {
#if NET
        const UnixFileMode others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & others) != 0;
#else
        _ = path;
        return false;
#endif
    }
}
