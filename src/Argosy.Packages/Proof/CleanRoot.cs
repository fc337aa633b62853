using Argosy.Platforms;
using Argosy.Toolchains.Processes;

namespace Argosy.Packages.Proof;

/// <summary>Programs of a platform, run inside an extracted root of it; a foreign one by the kernel's binfmt handler.
/// </summary>
/// <param name="platform">What the root is of.</param>
/// <param name="folder">The root; its owner is the caller.</param>
/// <param name="runner">Runs chroot or unshare.</param>
internal sealed class CleanRoot(Platform platform, string folder, CommandRunner runner)
{
    // A signal's number above this, as shells count.
    private const int Signalled = 128;

    // env's and chroot's own codes: the program can't be executed, or isn't there.
    private const int NotExecutable = 126;

    /// <summary>Runs a program with a bare environment, all paths being the root's.</summary>
    public Task<CommandResult> RunAsync(string home, IReadOnlyDictionary<string, string> variables,
        IReadOnlyList<string> program, CancellationToken cancellation) => runner.TryRunAsync(new Command("env",
        [
            "-i", $"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
            .. variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"), .. Enter, .. program,
        ])
    {
        Timeout = TimeSpan.FromMinutes(5),
    }, cancellation);

    /// <summary>Judges how a program ended: a crash or a hang under emulation proves nothing, and neither does a root
    /// that couldn't be entered.</summary>
    public ProofResult Judge(CommandResult result)
    {
        var foreign = !platform.Architecture.IsBuildMachine;
        var outcome = result switch
        {
            { Succeeded: true } => ProofOutcome.Passed,
            _ when result.Error.StartsWith($"{Enter[0]}: ", StringComparison.Ordinal) => ProofOutcome.Inconclusive,
            { ExitCode: NotExecutable } when foreign => ProofOutcome.Inconclusive,
            { TimedOut: true } or { ExitCode: > Signalled } when foreign => ProofOutcome.Inconclusive,
            _ => ProofOutcome.Failed,
        };
        return new(outcome, result.Tail());
    }

    // Root may chroot anywhere; anybody else becomes root of a user namespace first.
    private string[] Enter => Environment.IsPrivilegedProcess
        ? ["chroot", folder]
        : ["unshare", "--user", "--map-root-user", $"--root={folder}"];
}
