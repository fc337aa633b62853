using System.CommandLine;
using System.CommandLine.Invocation;

namespace Argosy.Runtime.Launch;

/// <summary>
/// The command line and the exit codes: that of the first locality that failed, 0 if none did; 1 if one can't be
/// started, 2 for a mistake in the command line, 124 after the time limit, 130 after an interruption.
/// </summary>
internal static class CommandLine
{
    internal const int Failed = 1;
    internal const int Misused = 2;
    internal const int TimedOut = 124;
    internal const int Interrupted = 130;

    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var mistake in parsed.Errors)
                await Console.Error.WriteLineAsync($"argosy-launch: {mistake.Message}");
            await Console.Error.WriteLineAsync("Try: argosy-launch --help");
            return Misused;
        }
        // The launcher handles interruptions itself: the localities get them first.
        return await parsed.InvokeAsync(
            new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static RootCommand Root()
    {
        var count = new Option<int>("-n") { Description = "Localities to start.", DefaultValueFactory = _ => 1 };
        var parcelport = new Option<string?>("--parcelport") { Description = "tcp, shm, fabric or fabric:PROVIDER." };
        var slurm = new Option<bool>("--slurm")
        {
            Description = "Start them with srun, on the nodes of this allocation."
        };
        var bind = new Option<string>("--bind")
        {
            Description =
                "share: each locality has its share of the cores for itself, where there are enough; "
                + "none: all have all.",
            DefaultValueFactory = _ => "share",
        };
        bind.AcceptOnlyFromAmong("share", "none");
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be started." };
        var timeout = new Option<double?>("--timeout")
        {
            Description = "Seconds after which all are ended, with exit code 124."
        };
        var command = new Argument<string[]>("program")
        {
            Description =
                "The program and its arguments, behind --. A .dll is run by dotnet; "
                + "the folder of a project is built first.",
            Arity = ArgumentArity.OneOrMore,
        };
        count.Validators.Add(one => Check(
            one.GetValue(count) is >= 1 and <= 4096, "-n takes 1 to 4096.", one.AddError));
        timeout.Validators.Add(one => Check(
            one.GetValue(timeout) is null or (> 0 and < 1e7), "--timeout takes seconds above 0.", one.AddError));
        var root = new RootCommand(
            "Starts a program as the localities of one cluster, and ends all of them when one fails.")
        {
            count, parcelport, slurm, bind, dryRun, timeout, command,
        };
        root.SetAction(async (parsed, _) => await ProjectFolder.ResolveAsync(parsed.GetValue(command)!) is { } program
            ? await Launcher.RunAsync(new(
                parsed.GetValue(count), parsed.GetValue(parcelport), parsed.GetValue(slurm),
                parsed.GetValue(bind) == "share", parsed.GetValue(dryRun),
                parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, program))
            : Failed);
        return root;
    }

    private static void Check(bool holds, string message, Action<string> report)
    {
        if (!holds)
            report(message);
    }
}
