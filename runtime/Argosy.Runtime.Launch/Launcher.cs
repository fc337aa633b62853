using System.Runtime.InteropServices;

namespace Argosy.Runtime.Launch;

/// <summary>One run: starts all localities, forwards interruptions, ends the others when one fails.</summary>
internal static class Launcher
{
    // The time for a locality to end after a request.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    internal static async Task<int> RunAsync(LaunchOptions options)
    {
        using var key = options.DryRun ? null : KeyFile.Create(options.Slurm);
        var plan = LaunchPlan.Of(options, key?.Path ?? "KEYFILE");
        if (options.DryRun)
        {
            foreach (var start in plan)
                Console.WriteLine(start);
            return 0;
        }
        var localities = new List<LocalityProcess>();
        var outcome = new Outcome();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        using var watchdog = Watchdog.Start(key!.Path, options.Slurm);
        try
        {
            foreach (var start in plan)
                localities.Add(LocalityProcess.Start(start, options.Slurm));
            var ends = localities.Select(async locality => outcome.Note(await locality.WhenEndedAsync())).ToList();
            using var limit = new CancellationTokenSource(options.Timeout ?? Timeout.InfiniteTimeSpan);
            limit.Token.Register(() => outcome.Decide(CommandLine.TimedOut,
                $"ARG0899 the time limit of {options.Timeout?.TotalSeconds} s is reached. "
                + "Raise --timeout if the program needs longer."));
            var all = Task.WhenAll(ends);
            await Task.WhenAny(all, outcome.WhenFailed);
            await EndAsync(localities, all);
            return outcome.Code;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            outcome.Decide(CommandLine.Failed,
                $"ARG0898 {plan[0].Program[0]} can't be started: {exception.Message}. "
                + "Give a program's path, or an assembly (.dll).");
            await EndAsync(localities, Task.WhenAll(localities.Select(one => one.WhenEndedAsync())));
            return outcome.Code;
        }
        finally
        {
            foreach (var locality in localities)
                locality.Dispose();
        }

        void Ask(PosixSignalContext context)
        {
            context.Cancel = true;
            foreach (var locality in localities.ToArray())
                _ = locality.AskAsync(context.Signal);
            outcome.Decide(CommandLine.Interrupted, null);
        }
    }

    private static async Task EndAsync(List<LocalityProcess> localities, Task all)
    {
        if (all.IsCompleted)
            return;
        if (await Task.WhenAny(all, AskAsync(localities)) != all)
            await Task.WhenAll(localities.Select(locality => locality.KillAsync()));
        await all;
    }

    private static async Task AskAsync(List<LocalityProcess> localities)
    {
        await Task.WhenAll(localities.Select(locality => locality.AskAsync(PosixSignal.SIGTERM)));
        await Task.Delay(s_grace);
    }
}
