using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Artifacts.Files;

/// <summary>A folder that is filled from an archive; no name in the archive can lead out of it.</summary>
/// <remarks><para>Every path is resolved from an open descriptor: links among its folders are followed as if this
/// folder were <c>/</c>, and new files are made in the folder found that way, never by a path of the machine. So
/// neither the archive's contents nor another process can decide where a file is written.</para>
/// <para>The kernel does this (openat2 with RESOLVE_IN_ROOT, Linux 5.6); if it can't, or a container forbids the call,
/// each part of the path is opened here without following links. Paths have no <c>..</c>. Errors are
/// <see cref="IOException"/>s with the path. The owner disposes it.</para></remarks>
public sealed class RootedFolder : IDisposable
{
    private readonly SafeFileHandle _root;
    private bool _kernel;

    /// <summary>Opens an existing folder.</summary>
    public RootedFolder(string path)
        : this(path, kernel: true)
    {
    }

    internal RootedFolder(string path, bool kernel)
    {
        _kernel = kernel;
        var descriptor = Posix.TryOpen(Posix.CurrentFolder, path, Posix.PathOnly | Posix.FolderOnly);
        _root = descriptor >= 0 ? new(descriptor, ownsHandle: true) : throw Error(-descriptor, path);
    }

    private int Root => (int)_root.DangerousGetHandle();

    /// <summary>Makes a folder; an existing one is kept, and so is a link to one.</summary>
    public void MakeFolder(string path, UnixFileMode mode)
    {
        var error = In(path, (folder, name) => Posix.TryMakeFolder(folder, name, mode));
        if (error == Posix.Exists && TryKind(path) is FileKind.Folder) return;
        Demand(error, path);
    }

    /// <summary>Makes a file for writing; its name must be free.</summary>
    public FileStream MakeFile(string path, UnixFileMode mode)
    {
        var descriptor = In(path, (folder, name) =>
            Posix.TryOpen(folder, name, Posix.WriteOnly | Posix.Create | Posix.Exclusive | Posix.NoFollow, mode));
        if (descriptor < 0) throw Error(-descriptor, path);
        return new(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Opens a file of the folder for reading; a path whose last part is a link is an error.</summary>
    public FileStream OpenFile(string path)
    {
        var descriptor = In(path, (folder, name) =>
            Posix.TryOpen(folder, name, Posix.ReadOnly | Posix.NoFollow | Posix.NonBlocking));
        if (descriptor < 0) throw Error(-descriptor, path);
        var file = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, bufferSize: 0);
        if (Posix.TryStatus(descriptor) is { IsFile: true }) return file;
        file.Dispose();
        throw new IOException($"not a file: {path}");
    }

    /// <summary>Makes a symbolic link with any target: it is followed only within the folder.</summary>
    public void MakeLink(string path, string target) =>
        Demand(In(path, (folder, name) => Posix.TryMakeLink(target, folder, name)), path);

    /// <summary>Removes a file or a link.</summary>
    public void Remove(string path) => Demand(In(path, (folder, name) => Posix.TryRemove(folder, name, 0)), path);

    /// <summary>The kind of an entry; links are not followed. Null if there is none.</summary>
    public FileKind? TryKind(string path)
    {
        FileKind? kind = null;
        In(path, (folder, name) =>
        {
            kind = Posix.TryStatus(folder, name)?.Kind;
            return 0;
        });
        return kind;
    }

    /// <summary>Sets a file's or folder's mode and time; never through a link.</summary>
    public void Settle(string path, UnixFileMode mode, DateTimeOffset time)
    {
        var descriptor = In(path, (folder, name) =>
            Posix.TryOpen(folder, name, Posix.ReadOnly | Posix.NoFollow | Posix.NonBlocking));
        if (descriptor < 0) throw Error(-descriptor, path);
        var error = Posix.TrySetTime(descriptor, time);
        if (error == 0) error = Posix.TrySetMode(descriptor, mode);
        Posix.Close(descriptor);
        Demand(error, path);
    }

    /// <inheritdoc />
    public void Dispose() => _root.Dispose();

    // The callback gets the folder that contains the path, and its name there.
    private int In(string path, Func<int, string, int> work)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        if (name is "" or "." or "..") throw Error(Posix.Invalid, path);
        if (slash < 0) return work(Root, name);
        var folder = Open(path[..slash], path);
        try
        {
            return work(folder, name);
        }
        finally
        {
            Posix.Close(folder);
        }
    }

    private int Open(string folder, string path)
    {
        if (_kernel)
        {
            var opened = Posix.TryOpenInRoot(Root, folder, Posix.PathOnly | Posix.FolderOnly | Posix.CloseOnExec);
            if (opened >= 0) return opened;
            // If the file system changes meanwhile it tries again; any other error is the path's.
            if (-opened is not (Posix.TryAgain or Posix.NotImplemented or Posix.NotPermitted or Posix.Invalid))
                throw Error(-opened, path);
            if (-opened is not Posix.TryAgain) _kernel = false;
        }

        return Walk(folder, path);
    }

    // ".." returns to the descriptor that was passed, not to the folder's current parent in the file system.
    private int Walk(string folder, string path)
    {
        var passed = new Stack<int>();
        try
        {
            var pending = new Stack<string>(folder.Split('/').Reverse());
            for (var links = 0; pending.TryPop(out var part);)
            {
                if (part is "" or ".") continue;
                if (part == "..")
                {
                    if (passed.TryPop(out var left)) Posix.Close(left);
                    continue;
                }

                var here = passed.TryPeek(out var top) ? top : Root;
                if (Posix.TryReadLink(here, part) is { } target)
                {
                    if (++links > LinkResolver.MostLinks) throw Error(Posix.TooManyLevels, path);
                    if (target.StartsWith('/')) CloseAll(passed);
                    foreach (var step in target.Split('/').Reverse()) pending.Push(step);
                    continue;
                }

                var next = Posix.TryOpen(here, part, Posix.PathOnly | Posix.FolderOnly | Posix.NoFollow);
                if (next < 0) throw Error(-next, path);
                passed.Push(next);
            }

            if (passed.TryPop(out var found)) return found;
            var again = Posix.TryOpen(Root, ".", Posix.PathOnly | Posix.FolderOnly);
            return again >= 0 ? again : throw Error(-again, path);
        }
        finally
        {
            CloseAll(passed);
        }
    }

    private static void CloseAll(Stack<int> descriptors)
    {
        while (descriptors.TryPop(out var descriptor)) Posix.Close(descriptor);
    }

    private static void Demand(int error, string path)
    {
        if (error != 0) throw Error(error, path);
    }

    private static IOException Error(int error, string path) =>
        new($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", error);
}
