using Argosy.Images.Definition;
using Argosy.Images.Engines;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Proof;

/// <summary>Proves an image with an engine, and judges the result.</summary>
/// <param name="engine">A running engine.</param>
/// <param name="host">The machine that the engine runs containers on.</param>
/// <param name="log">Receives the container's output, line by line.</param>
public sealed class EngineProof(IContainerEngine engine, Host host, Action<string> log)
{
    /// <summary>For an engine in the namespace of an ordinary user, see
    /// <see cref="ContainerRequest.HasExplicitLimits"/>.</summary>
    public bool HasExplicitLimits { get; init; }

    /// <summary>Loads an image, runs a self-test in a container of it without a network, and removes both.</summary>
    /// <param name="image">One platform's image.</param>
    /// <param name="test">The self-test.</param>
    /// <param name="limit">Its time limit, which includes loading.</param>
    /// <param name="cancellation">Ends and removes the container.</param>
    public Task<RunOutcome> RunAsync(
        PlatformImage image, SelfTest test, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(test);
        return ProveAsync(image, limit, async (loaded, token) => WithMemory(test, await engine.RunAsync(
            RequestOf(loaded) with
            {
                Entrypoint = [test.Command[0]],
                Arguments = [.. test.Command.Skip(1)],
                SharedMemory = test.SharedMemory,
                Memory = test.Memory,
                Environment = new Dictionary<string, string>
                {
                    [TimeLimit.Variable] = TimeLimit.SecondsOf(limit)
                },
            },
            token)), cancellation);
    }

    // Not every engine says why the kernel killed a container.
    private static CommandResult WithMemory(SelfTest test, CommandResult run) =>
        run.ExitCode == EngineExit.Killed && !run.TimedOut
            ? run with
            {
                Error = $"{run.Error}It was killed: its processes may use {test.Memory} MiB together "
                    + "('memory' of the self-test).\n"
            }
            : run;

    /// <summary>Loads an image and makes a container of it, without starting it: the only proof of an image without a
    /// self-test.</summary>
    public Task<RunOutcome> CreateAsync(PlatformImage image, TimeSpan limit, CancellationToken cancellation) =>
        // A dummy entrypoint, for images without one, which engines otherwise reject; nothing is started.
        ProveAsync(image, limit, (loaded, token) => engine.CreateAsync(
            RequestOf(loaded) with { Entrypoint = ["/"] }, token), cancellation);

    internal static RunOutcome Judge(CommandResult run, Host host, Architecture architecture, BinFmtState emulator)
    {
        // If binfmt_misc isn't mounted, as in a chroot, the emulator may still be there: only such a failing run lacked
        // it.
        var hasNone = emulator == BinFmtState.OutsideRootsOnly
            || (emulator == BinFmtState.Missing && Says(run, "exec format error"));
        if (hasNone && !run.Succeeded) return new(Verdict.Inconclusive, run, BinFmt.Remedy(architecture));
        if (run.ExitCode == EngineExit.CantMake && !run.TimedOut)
            return new(Verdict.Inconclusive, run, $"the engine can't run containers here:\n{run.Tail()}");

        var judged = Judgement.Of(run, emulated: !host.Runs(architecture));
        return judged.Reason is { } reason ? judged with { Reason = $"{reason}\n{run.Tail()}" } : judged;
    }

    // An image that the engine can't unpack is our fault; if it has no space, it is the machine's.
    internal static RunOutcome JudgeLoad(string message)
    {
        var load = new CommandResult(EngineExit.CantMake, "", message);
        return Says(load, "no space left")
            ? new(Verdict.Inconclusive, load, $"the engine has no room for the image:\n{load.Tail()}")
            : new(Verdict.Failed, load, $"the engine can't unpack the image:\n{load.Tail()}");
    }

    private static bool Says(CommandResult run, string words) =>
        run.Error.Contains(words, StringComparison.OrdinalIgnoreCase)
        || run.Output.Contains(words, StringComparison.OrdinalIgnoreCase);

    private ContainerRequest RequestOf(LoadedImage image) => new(image)
    {
        HasExplicitLimits = HasExplicitLimits,
        OutputLine = log,
        ErrorLine = log,
    };

    // What the proof found counts, not what it leaves in the engine.
    private async Task RemoveAsync(LoadedImage image)
    {
        using var clock = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await engine.RemoveImageAsync(image, clock.Token);
        }
        catch (Exception e) when (e is ArgosyException or OperationCanceledException)
        {
            log($"{image.Reference} stays in the engine: {e.Message}");
        }
    }

    private async Task<RunOutcome> ProveAsync(PlatformImage image, TimeSpan limit,
        Func<LoadedImage, CancellationToken, Task<CommandResult>> prove, CancellationToken cancellation)
    {
        var architecture = image.FindArchitecture()
            ?? throw new ArgumentException($"unknown architecture: {image.Descriptor.Platform}", nameof(image));
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(limit);
        LoadedImage? loaded = null;
        CommandResult run;
        try
        {
            // No name that another image could have.
            loaded = await engine.LoadAsync(
                image, $"localhost/argosy-proof:{image.Descriptor.Digest.Hex}", clock.Token);
            run = await prove(loaded, clock.Token);
        }
        catch (ArgosyException e) when (e.Diagnostics[0].Id == EngineErrors.Refused)
        {
            return JudgeLoad(e.Diagnostics[0].Cause);
        }
        catch (ArgosyException e) when (e.Diagnostics[0].Id == EngineErrors.Silent)
        {
            return new(Verdict.Inconclusive, null, e.Message);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            run = new(-1, "", "", TimedOut: true);
        }
        finally
        {
            if (loaded is not null) await RemoveAsync(loaded);
        }

        return Judge(run, host, architecture, BinFmt.State(host, architecture));
    }
}
