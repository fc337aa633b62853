using System.ComponentModel;
using System.Diagnostics;

namespace Argosy.Runtime.Launch;

/// <summary>
/// Ends the localities if the launcher is killed and can't do it itself: a shell that waits on a pipe from here, whose
/// end it sees when this process is gone for any reason.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    // Signals of a terminal are for the launcher. srun ends its tasks when it is asked to; a locality may not listen.
    private const string Script = """
        trap '' INT TERM HUP
        all=' '
        while read -r word pid; do
          case $word in
            start) all="$all$pid " ;;
            ended) all="${all%% $pid *} ${all#* $pid }" ;;
            done) exit 0 ;;
          esac
        done
        tree() {
          for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do tree "$child"; done
          kill -KILL "$1" 2>/dev/null
        }
        if [ "$1" = srun ]; then
          for pid in $all; do kill -TERM "$pid" 2>/dev/null; done
          sleep 5
        fi
        for pid in $all; do tree "$pid"; done
        """;

    private readonly object _gate = new();
    private readonly Process? _shell;

    private Watchdog(Process? shell) => _shell = shell;

    /// <summary>Without a shell there is no watchdog.</summary>
    internal static Watchdog Start(bool bySlurm)
    {
        try
        {
            return new(Process.Start(new ProcessStartInfo("sh", ["-c", Script, "sh", bySlurm ? "srun" : "localities"])
            {
                RedirectStandardInput = true,
            }));
        }
        catch (Win32Exception)
        {
            return new(null);
        }
    }

    internal void Started(int process) => Tell($"start {process}");

    internal void Ended(int process) => Tell($"ended {process}");

    public void Dispose()
    {
        Tell("done");
        _shell?.Dispose();
    }

    private void Tell(string line)
    {
        if (_shell is null)
            return;
        try
        {
            lock (_gate)
            {
                _shell.StandardInput.Write(line + "\n");
                _shell.StandardInput.Flush();
            }
        }
        catch (IOException)
        {
            // Somebody ended the shell: the run goes on without it.
        }
    }
}
