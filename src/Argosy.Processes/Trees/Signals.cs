using System.Runtime.InteropServices;

namespace Argosy.Processes.Trees;

/// <summary>Signals, by their Linux numbers, which are the same on every architecture.</summary>
public static partial class Signals
{
    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    private const int BecomeSubreaper = 36;

    /// <summary>Sends one; a process that no longer exists counts as ended.</summary>
    public static void Send(int process, int signal) => _ = KillCall(process, signal);

    /// <summary>From now on, orphaned descendants become this process's own children, so that they are found.</summary>
    public static void AdoptOrphans() => _ = ProcessControl(BecomeSubreaper, 1, 0, 0, 0);

    /// <summary>Ends this process at once, regardless of its threads.</summary>
    public static void Exit(int code) => ExitCall(code);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitCall(int code);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int KillCall(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);
}
