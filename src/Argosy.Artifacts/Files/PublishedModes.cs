namespace Argosy.Artifacts.Files;

/// <summary>Modes of what a build makes: they say whether something is a program, and nothing of who made it.</summary>
public static class PublishedModes
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Open = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const uint Mask = 0x12; // 022

    /// <summary>Makes this process and all that it starts create files that others may read and none but the owner may
    /// write, whatever mask it was started with. For programs whose outputs hold modes, such as an archive.</summary>
    public static void SetMask() => _ = Posix.SetMask(Mask);

    /// <summary>Gives a folder and all that it holds mode 0755, files that aren't programs 0644. Links are left alone.
    /// Error ARG0273 for anything else.</summary>
    public static void Normalize(string folder)
    {
        // First, so that a folder closed to its owner opens.
        Set(folder, Open);
        foreach (var (name, status) in FolderWalk.Read(folder))
        {
            var path = $"{folder}/{name}";
            if (FileName.IsRaw(name)) throw FileFault.NotText(folder);
            if (status.IsFolder) Normalize(path);
            else if (status.IsFile) Set(path, status.IsProgram ? Open : Plain, status);
            else if (!status.IsLink) throw FileFault.NotAnOutput(path, status.Kind);
        }
    }

    private static void Set(string path, UnixFileMode mode, FileStatus? known = null)
    {
        if (known is { } status && (status.Mode & 0xFFF) == (int)mode) return;
        Posix.Demand(Posix.TrySetMode(path, mode), path);
    }
}
