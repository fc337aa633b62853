using Argosy.Processes.Spawning;
using Cake.Core.IO;

namespace Cake.Argosy.Module;

/// <summary>A process whose output goes to the task's log, as Cake's scripts see it. Disposing doesn't end it: its
/// further output is read and logged.</summary>
internal sealed class LoggedProcess(ChildProcess child) : IProcess
{
    public void WaitForExit() => child.WaitForExit();

    public bool WaitForExit(int milliseconds) => child.WaitForExit(milliseconds);

    public int GetExitCode() => child.GetExitCode();

    public IEnumerable<string> GetStandardError() => [];

    public IEnumerable<string> GetStandardOutput() => [];

    public void Kill() => child.Kill();

    public void Dispose()
    {
    }
}
