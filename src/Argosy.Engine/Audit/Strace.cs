using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Engine.Audit;

/// <summary>Runs commands under strace.</summary>
internal static class Strace
{
    private const string Program = "strace";

    /// <summary>A command's exit code and output.</summary>
    internal sealed record Ended(int ExitCode, string Output);

    /// <summary>Fails with ARG0740 if strace is missing, and with ARG0741 if the system doesn't permit
    /// tracing.</summary>
    public static async Task RefuseIfUselessAsync(CancellationToken cancellation)
    {
        var probe = await RunAsync(
            ["-f", "--seccomp-bpf", "-e", "trace=execve", "-o", "/dev/null", "true"],
            new Dictionary<string, string>(), cancellation);
        if (probe.ExitCode == 0) return;
        throw new ArgosyException(new Diagnostic("ARG0741", new(Program),
            $"it can't trace here: {probe.Output.Split('\n')[0].Trim()}",
            "Allow ptrace: in a container --cap-add=SYS_PTRACE, and no other tracer around this build."));
    }

    /// <summary>Runs a command and traces it and all its descendants.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="variables">Added to the environment.</param>
    /// <param name="trace">The file to write.</param>
    /// <param name="cancellation">Ends the command with all its descendants.</param>
    public static Task<Ended> FollowAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables, string trace,
        CancellationToken cancellation) => RunAsync(
            ["-f", "--seccomp-bpf", "-y", "-q", "--pidns-translation", "-e", "signal=none", "-s", "0",
                "-e", $"trace={FileCalls.Traced}", "-o", trace, "--", .. command],
            variables, cancellation);

    private static async Task<Ended> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        var command = new Command(Program, arguments)
        {
            Environment = variables.ToDictionary(v => v.Key, v => (string?)v.Value)
        };
        try
        {
            var result = await CommandRunner.Silent.TryRunAsync(command, cancellation);
            return new(result.ExitCode, result.Output + result.Error);
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            throw new ArgosyException(new Diagnostic("ARG0740", new(Program),
                "it can't be started", "Install the Debian package strace: --audit watches tasks with it."), e);
        }
    }
}
