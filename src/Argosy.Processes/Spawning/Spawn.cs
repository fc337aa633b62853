using System.Runtime.InteropServices;
using System.Text;

namespace Argosy.Processes.Spawning;

/// <summary>Starts a program whose standard output and error are one pipe,
/// so that their lines keep their order.</summary>
/// <remarks><c>posix_spawn</c> copies neither memory nor descriptors. All descriptors that .NET opens close on exec;
/// the pipe's ends do, too. SIGPIPE, which .NET ignores, is reset for the child.</remarks>
public static unsafe partial class Spawn
{
    private const int BrokenPipe = 13;
    private const int CloseOnExec = 0x80000;
    private const short SetDefaultSignals = 0x04;

    // posix_spawnattr_t has 336 bytes, posix_spawn_file_actions_t 80 and sigset_t 128 in glibc,
    // on every 64-bit machine.
    private const int Opaque = 512;

    /// <summary>The child and the pipe's read end, which the caller owns; null if the system refuses.</summary>
    /// <param name="program">A path.</param>
    /// <param name="arguments">The program's name first.</param>
    /// <param name="environment">Each as NAME=VALUE.</param>
    /// <param name="folder">Its working folder.</param>
    public static (int Process, int Output)? TryStart(
        string program, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string folder)
    {
        var ends = stackalloc int[2];
        if (Pipe(ends, CloseOnExec) != 0) return null;
        var (read, write) = (ends[0], ends[1]);
        var actions = stackalloc byte[Opaque];
        var attributes = stackalloc byte[Opaque];
        var signals = stackalloc byte[Opaque];
        _ = ActionsInit(actions);
        _ = AttributesInit(attributes);
        _ = EmptySet(signals);
        _ = AddToSet(signals, BrokenPipe);
        _ = SetDefault(attributes, signals);
        _ = SetFlags(attributes, SetDefaultSignals);
        _ = AddFolder(actions, folder);
        _ = AddDuplicate(actions, write, 1);
        _ = AddDuplicate(actions, write, 2);
        var argv = Strings(arguments);
        var envp = Strings(environment);
        var error = PosixSpawn(out var process, program, actions, attributes, argv, envp);
        NativeMemory.Free(argv);
        NativeMemory.Free(envp);
        _ = ActionsDestroy(actions);
        _ = AttributesDestroy(attributes);
        _ = Close(write);
        if (error == 0) return (process, read);
        _ = Close(read);
        return null;
    }

    // A null-terminated list and the texts that it points to, in one piece, as exec requires.
    private static byte** Strings(IReadOnlyList<string> texts)
    {
        var head = (texts.Count + 1) * sizeof(byte*);
        var size = head;
        foreach (var text in texts) size += Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        var list = (byte**)NativeMemory.Alloc((nuint)size);
        var at = (byte*)list + head;
        var end = (byte*)list + size;
        for (var i = 0; i < texts.Count; i++)
        {
            list[i] = at;
            at += Encoding.UTF8.GetBytes(texts[i], new Span<byte>(at, (int)(end - at)));
            *at++ = 0;
        }

        list[texts.Count] = null;
        return list;
    }

    [LibraryImport("libc", EntryPoint = "pipe2")]
    private static partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PosixSpawn(
        out int process, string program, byte* actions, byte* attributes, byte** argv, byte** envp);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte* actions, int from, int to);

    [LibraryImport(
        "libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddFolder(byte* actions, string folder);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int SetDefault(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static partial int EmptySet(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    private static partial int AddToSet(byte* signals, int signal);
}
