using System.Runtime.InteropServices;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>Linux signal numbers.</summary>
internal static class Signals
{
    private const int Sigcont = 18;
    private const int Sigstop = 19;

    /// <summary>Returns once all threads of the process have stopped.</summary>
    internal static void Stop(int process)
    {
        Kill(process, Sigstop).ShouldBe(0);
        SpinWait.SpinUntil(() => Directory.GetDirectories($"/proc/{process}/task").All(IsStopped), Bound.s_wait)
            .ShouldBeTrue();
    }

    internal static void Continue(int process) => Kill(process, Sigcont).ShouldBe(0);

    // pid (name) STATE …; the name may contain any character.
    private static bool IsStopped(string task)
    {
        var line = File.ReadAllText(Path.Combine(task, "stat"));
        return line[line.LastIndexOf(')') + 2] == 'T';
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
