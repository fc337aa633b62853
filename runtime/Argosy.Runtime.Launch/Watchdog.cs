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
    // The run's processes are those that have its key file in their environment: also one that was just started, and
    // the children of one that has ended. A process that is killed takes a moment to end, and may start another one.
    private const string Script = """
        trap '' INT TERM HUP
        read -r word && exit 0
        rm -f -- "$1"
        signal() {
          found=$(grep -lF -- "ARGOSY_KEY_FILE=$2" /proc/[0-9]*/environ 2>/dev/null)
          for file in $found; do
            pid=${file#/proc/}
            kill "-$1" "${pid%/environ}" 2>/dev/null
          done
          [ -n "$found" ]
        }
        if [ "$2" = srun ]; then signal TERM "$1" && sleep 5; fi
        for round in 1 2 3 4 5 6 7 8 9 10; do
          signal KILL "$1" || break
          sleep 1
        done
        """;

    private readonly Process? _shell;

    private Watchdog(Process? shell) => _shell = shell;

    /// <summary>Without a shell there is no watchdog.</summary>
    /// <param name="keyFile">The run's, which is removed with it.</param>
    /// <param name="bySlurm">The localities are srun's.</param>
    internal static Watchdog Start(string keyFile, bool bySlurm)
    {
        try
        {
            return new(Process.Start(new ProcessStartInfo("sh", ["-c", Script, "sh", keyFile, bySlurm ? "srun" : ""])
            {
                RedirectStandardInput = true,
            }));
        }
        catch (Win32Exception)
        {
            return new(null);
        }
    }

    /// <summary>The run ended by itself.</summary>
    public void Dispose()
    {
        if (_shell is null)
            return;
        try
        {
            _shell.StandardInput.Write("done\n");
            _shell.StandardInput.Flush();
        }
        catch (IOException)
        {
            // Somebody ended the shell.
        }
        _shell.Dispose();
    }
}
