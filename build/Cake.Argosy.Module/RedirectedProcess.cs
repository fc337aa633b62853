using Cake.Core.IO;

namespace Cake.Argosy.Module;

/// <summary>Cake's own process, whose output the script reads. Waiting for it ends with the process: surviving
/// processes may keep its output open for ever.</summary>
/// <param name="inner">Cake's process, which waits for the end of the output.</param>
internal sealed class RedirectedProcess(IProcess inner) : IProcess
{
    // For output still in transit when the process has ended, also on a busy machine.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public void WaitForExit()
    {
        inner.WaitForExit(int.MaxValue);
        Task.Run(inner.WaitForExit).Wait(s_patience);
    }

    public bool WaitForExit(int milliseconds) => inner.WaitForExit(milliseconds);

    public int GetExitCode() => inner.GetExitCode();

    public IEnumerable<string> GetStandardError() => inner.GetStandardError();

    public IEnumerable<string> GetStandardOutput() => inner.GetStandardOutput();

    public void Kill() => inner.Kill();

    public void Dispose() => inner.Dispose();
}
