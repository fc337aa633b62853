using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Argosy.Runtime.Launch;

/// <summary>
/// The special case of srun. It doesn't forward SIGTERM and SIGINT so that tasks could end in order: after SIGTERM, or
/// a second SIGINT, the nodes kill them at once. A first SIGINT is harmless: srun prints its step.
/// </summary>
internal sealed partial class LocalityProcess
{
    private static readonly TimeSpan s_answer = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_controller = TimeSpan.FromSeconds(10);

    // Longer than Slurm's KillWait of 30 s, after which srun no longer waits for a node.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private Task? _asking;

    private Task AskTasksAsync(SrunMessages messages, PosixSignal signal)
    {
        lock (_gate)
            return _asking ??= SignalTasksAsync(messages, signal == PosixSignal.SIGINT ? "INT" : "TERM");
    }

    private async Task SignalTasksAsync(SrunMessages messages, string signal)
    {
        // A terminal's Ctrl-C also goes to srun: then it prints its step.
        if (await Task.WhenAny(messages.Step, Task.Delay(s_answer)) != messages.Step)
        {
            Send(Sigint);
            if (await Task.WhenAny(messages.Step, Task.Delay(s_answer)) != messages.Step)
                return; // It still waits for its nodes, and has given up now; or it doesn't listen, and is ended soon.
        }
        await CancelAsync(await messages.Step, signal);
    }

    private static async Task CancelAsync(string step, string signal)
    {
        try
        {
            using var scancel = Process.Start(new ProcessStartInfo("scancel", [$"--signal={signal}", step]))!;
            using var limit = new CancellationTokenSource(s_controller);
            using var killing = limit.Token.Register(scancel.Kill);
            await scancel.WaitForExitAsync(CancellationToken.None);
        }
        catch (Win32Exception)
        {
            // There is no scontrol: the tasks aren't asked to end, but srun ends them.
        }
    }

    // If srun itself were killed, nothing would end its tasks.
    private async Task KillTasksAsync()
    {
        Send(Sigterm);
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(s_farewell));
    }
}
