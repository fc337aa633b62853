using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Runs single binaries of any architecture, by the emulator's own command line: the kernel needs to know
/// nothing of it. Programs that it starts in turn do need the kernel's registration (<see cref="BinFmt"/>).</summary>
public sealed class ForeignRunner
{
    private readonly CommandRunner _runner;
    private readonly string? _emulator;

    /// <summary>Runs through this runner.</summary>
    public ForeignRunner(CommandRunner runner) => _runner = runner;

    // Tests put an emulator here that falls over.
    internal ForeignRunner(CommandRunner runner, string emulator)
    {
        _runner = runner;
        _emulator = emulator;
    }

    /// <summary>The limit of programs of an architecture: by how long their emulator takes to start the root's loader.</summary>
    public TimeLimit LimitOf(Architecture architecture, string root) => TimeLimit.By(cancellation =>
        RunAsync(new(architecture, root, Path.Join(Path.GetFullPath(root), architecture.DynamicLoader), "--version"), cancellation));

    /// <summary>Runs a test within a limit that it is told, once more where it runs out of time.</summary>
    public Task<RunOutcome> TestAsync(ForeignProgram program, CancellationToken cancellation) =>
        LimitOf(program.Architecture, program.Root).RunAsync(limit => RunAsync(program.Within(limit), cancellation), cancellation);

    /// <summary>Runs to the end. Never throws for what the program or the emulator does.</summary>
    public async Task<RunOutcome> RunAsync(ForeignProgram program, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(program.Root);
        var native = program.Architecture.IsBuildMachine;
        var prefix = Emulation.Prefix(program.Architecture, root);
        if (_emulator is not null && !native) prefix = [_emulator, .. prefix.Skip(1)];
        // qemu hands its own variables on, and being static it minds none of them; its option -E splits at commas.
        var environment = program.Environment.ToDictionary();
        if (!native) environment["QEMU_LD_PREFIX"] = root;
        var command = new Command(prefix[0], [.. prefix.Skip(1), Path.GetFullPath(program.Program), .. program.Arguments])
        {
            Folder = program.Folder,
            Environment = environment,
            Timeout = program.Timeout,
        };
        try
        {
            return Judgement.Of(await _runner.TryRunAsync(command, cancellation), emulated: !native);
        }
        catch (ArgosyException e) when (e.Diagnoses[0].Id == CommandRunner.MissingProgram)
        {
            return new(Verdict.Inconclusive, null, native
                ? $"The root's loader {prefix[0]} can't be started."
                : $"The emulator {prefix[0]} can't be started. Install qemu-user-static.");
        }
    }
}
