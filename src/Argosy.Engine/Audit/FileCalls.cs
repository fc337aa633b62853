namespace Argosy.Engine.Audit;

/// <summary>The effects of system calls on files.</summary>
internal static class FileCalls
{
    /// <summary>The calls to trace. A question mark precedes those that not every architecture has.</summary>
    public const string Traced =
        "?open,openat,?openat2,?creat,execve,execveat,?rename,?renameat,renameat2,?unlink,unlinkat,"
        + "?rmdir,?mkdir,mkdirat,?link,linkat,?symlink,symlinkat,?mknod,mknodat,truncate,chdir,fchdir,"
        + "chroot,pivot_root,clone,?clone3,?fork,?vfork,?access,faccessat,?faccessat2";

    /// <summary>Records a successful call in the log, or in the process if it changes its view of files.</summary>
    public static void Note(TracedCall call, TracedProcess process, FileAccessLog files)
    {
        switch (call.Name)
        {
            case "open" or "openat" or "openat2" or "creat":
                Open(call, process, files);
                break;
            case "rename" or "renameat" or "renameat2":
                Rename(call, process, files);
                break;
            case "unlink" or "unlinkat" or "rmdir":
                if (Target(call, process) is { } removed) files.Remove(removed, process.Name);
                break;
            case "mkdir" or "mkdirat":
                if (Target(call, process) is { } folder) files.MakeFolder(folder, process.Name);
                break;
            case "mknod" or "mknodat" or "truncate":
                if (Target(call, process) is { } file) files.Write(file, process.Name);
                break;
            case "link" or "linkat":
                Link(call, process, files);
                break;
            case "symlink" or "symlinkat":
                // The first argument is only a text.
                if (At(call, 1, process) is (var link, _) && link is not null) files.Write(link, process.Name);
                break;
            default:
                Enter(call, process);
                break;
        }
    }

    /// <summary>Updates the process's folder or root.</summary>
    public static void Enter(TracedCall call, TracedProcess process)
    {
        switch (call.Name)
        {
            case "chdir":
                process.Folder = Target(call, process) ?? process.Folder;
                break;
            case "fchdir":
                process.Folder = StraceText.TryPath(call.Arguments[0]) ?? process.Folder;
                break;
            case "chroot":
                process.Root = Target(call, process) is { } root ? root.TrimEnd('/') : null;
                break;
            case "pivot_root":
                process.Root = null;
                break;
        }
    }

    /// <summary>The absolute path of the program that an <c>execve</c> started.</summary>
    public static string? TryProgram(TracedCall call, TracedProcess process) => Target(call, process);

    private static void Open(TracedCall call, TracedProcess process, FileAccessLog files)
    {
        var flags = call.Name == "creat"
            ? "O_WRONLY|O_CREAT|O_TRUNC"
            : call.Arguments.FirstOrDefault(a => a.Contains("O_", StringComparison.Ordinal) && a[0] is 'O' or '{')
                ?? "";
        // A folder's listing, a path-only handle, a file without a name: none gives a file's content to others.
        if (flags.Contains("O_DIRECTORY", StringComparison.Ordinal)
            || flags.Contains("O_PATH", StringComparison.Ordinal)
            || flags.Contains("O_TMPFILE", StringComparison.Ordinal)
            || StraceText.TryPath(call.Result) is not { } path) return;
        var writes = flags.Contains("O_WRONLY", StringComparison.Ordinal)
            || flags.Contains("O_RDWR", StringComparison.Ordinal)
            || flags.Contains("O_CREAT", StringComparison.Ordinal);
        if (writes) files.Write(path, process.Name);
        else files.Read(path, Target(call, process) ?? path, process.Name);
    }

    private static void Rename(TracedCall call, TracedProcess process, FileAccessLog files)
    {
        var (from, next) = At(call, 0, process);
        var (to, _) = At(call, next, process);
        if (from is null || to is null) return;
        if (call.Arguments[^1].Contains("RENAME_EXCHANGE", StringComparison.Ordinal))
        {
            files.Write(from, process.Name);
            files.Write(to, process.Name);
        }
        else
        {
            files.Move(from, to, process.Name);
        }
    }

    private static void Link(TracedCall call, TracedProcess process, FileAccessLog files)
    {
        var (from, next) = At(call, 0, process);
        // A name for a file that had none: /proc/self/fd/3.
        if (from is not null && !from.StartsWith("/proc/", StringComparison.Ordinal))
            files.Read(from, from, process.Name);
        if (At(call, next, process) is (var to, _) && to is not null) files.Write(to, process.Name);
    }

    private static string? Target(TracedCall call, TracedProcess process) => At(call, 0, process).Path;

    // A path, possibly after a descriptor, and the index of the next argument. Only calls with a descriptor have two
    // arguments for a path, and the first is never quoted.
    private static (string? Path, int Next) At(TracedCall call, int index, TracedProcess process)
    {
        if (index >= call.Arguments.Count) return (null, index);
        if (call.Arguments[index].StartsWith('"'))
            return (process.TryResolve(StraceText.TryText(call.Arguments[index])), index + 1);
        if (index + 1 >= call.Arguments.Count) return (null, index);
        var path = StraceText.TryText(call.Arguments[index + 1]);
        var folder = StraceText.TryPath(call.Arguments[index]);
        // An empty path means the descriptor itself.
        return (path is { Length: 0 } ? folder : process.TryResolve(path, folder), index + 2);
    }
}
