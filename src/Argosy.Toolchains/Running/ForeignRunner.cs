using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Runs single binaries of any architecture, with the emulator's own command line: no kernel registration is
/// needed. Programs that they start do need it (<see cref="BinFmt"/>).</summary>
public sealed class ForeignRunner
{
    private readonly CommandRunner _runner;
    private readonly string? _emulator;

    /// <summary>Uses this runner.</summary>
    public ForeignRunner(CommandRunner runner) => _runner = runner;

    // Tests set a crashing emulator here.
    internal ForeignRunner(CommandRunner runner, string emulator)
    {
        _runner = runner;
        _emulator = emulator;
    }

    /// <summary>The time limit for programs of an architecture, from the time their emulator takes to start the root's
    /// loader.</summary>
    public TimeLimit LimitOf(Architecture architecture, string root) => TimeLimit.By(cancellation => RunAsync(
        new(architecture, root, Path.Join(Path.GetFullPath(root), architecture.DynamicLoader), "--version"),
        cancellation));

    /// <summary>Runs a test with a limit that it gets in a variable, and once more if it runs out of time.</summary>
    public async Task<RunOutcome> TestAsync(ForeignProgram program, CancellationToken cancellation)
    {
        var outcome = await LimitOf(program.Architecture, program.Root)
            .RunAsync(limit => RunAsync(program.Within(limit), cancellation), cancellation);
        return outcome is { Verdict: Verdict.Failed, Result.ExitCode: Judgement.NotHere }
            ? outcome with
            {
                Verdict = Verdict.Inconclusive,
                Reason = $"What it needs isn't here (exit code {Judgement.NotHere}):\n{outcome.Result.Tail()}",
            }
            : outcome;
    }

    /// <summary>Lets the root's loader find all libraries of a program, without running it.</summary>
    /// <param name="architecture">The program's architecture.</param>
    /// <param name="root">A root of its platform.</param>
    /// <param name="program">The program's path on this machine.</param>
    /// <param name="folders">The folders of libraries that come with it.</param>
    /// <param name="cancellation">Ends the loader.</param>
    public async Task<RunOutcome> ListAsync(
        Architecture architecture, string root, string program, IReadOnlyList<string> folders,
        CancellationToken cancellation)
    {
        var full = Path.GetFullPath(root);
        var prefix = Emulation.Prefix(_runner.Host, architecture, full, folders);
        // A loader doesn't load itself: on the build machine it takes the emulator's place.
        IReadOnlyList<string> command = _runner.Host.Runs(architecture)
            ? [.. prefix, "--list", program]
            :
            [
                .. prefix, Path.Join(full, architecture.DynamicLoader),
                "--library-path", string.Join(':', folders), "--list", program
            ];
        var outcome = await LimitOf(architecture, root).RunAsync(
            limit => RunAsync(
                new Command(command[0], [.. command.Skip(1)]) { Timeout = limit }, architecture, cancellation),
            cancellation);
        return outcome.Verdict == Verdict.Failed
            ? outcome with { Reason = $"The loader doesn't take it: {outcome.Result!.Tail(1)}" }
            : outcome;
    }

    /// <summary>Runs to the end. Never throws for errors of the program or the emulator.</summary>
    public async Task<RunOutcome> RunAsync(ForeignProgram program, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(program.Root);
        var native = _runner.Host.Runs(program.Architecture);
        var libraries = program.LibraryFolders.Select(Path.GetFullPath).ToList();
        var prefix = Emulation.Prefix(_runner.Host, program.Architecture, root, libraries);
        if (_emulator is not null && !native) prefix = [_emulator, .. prefix.Skip(1)];
        // qemu passes its own variables on, and ignores them since it is static; its option -E splits at commas.
        var environment = program.Environment.ToDictionary();
        if (!native) environment["QEMU_LD_PREFIX"] = root;
        if (!native && libraries.Count > 0) environment["LD_LIBRARY_PATH"] = string.Join(':', libraries);
        var command = new Command(
            prefix[0], [.. prefix.Skip(1), Path.GetFullPath(program.Program), .. program.Arguments])
        {
            Folder = program.Folder,
            Environment = environment,
            Timeout = program.Timeout,
        };
        return await RunAsync(command, program.Architecture, cancellation);
    }

    private async Task<RunOutcome> RunAsync(Command command, Architecture architecture, CancellationToken cancellation)
    {
        var native = _runner.Host.Runs(architecture);
        try
        {
            return Judgement.Of(await _runner.TryRunAsync(command, cancellation), emulated: !native);
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return new(Verdict.Inconclusive, null, native
                ? $"The root's loader {command.Program} can't be started."
                : $"The emulator {command.Program} can't be started. Install qemu-user-static.");
        }
    }
}
