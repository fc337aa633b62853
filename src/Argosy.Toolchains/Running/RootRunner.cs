using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Runs commands inside a root, as on a machine of its platform.</summary>
/// <remarks>The kernel starts the root's programs with the registered emulator. Root uses a mount namespace and chroot,
/// or only chroot if namespaces are refused; an ordinary user needs a user namespace too. The caller must own the root
/// folder: commands write into it.</remarks>
public sealed class RootRunner(CommandRunner runner)
{
    private const int CannotExecute = 126;

    /// <summary>Runs to the end. The command gets only these variables, PATH and HOME.</summary>
    /// <param name="program">Its path is inside the root, or a name on the root's PATH.</param>
    /// <param name="cancellation">Ends the command and its children.</param>
    public async Task<RunOutcome> RunAsync(ForeignProgram program, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(program.Root);
        string[] command = [program.Program, .. program.Arguments];
        var result = await InAsync(
        [
            "unshare", .. Namespaces(), "sh", "-c", Script(), "enter-root", root,
            .. program.Shown.SelectMany(s => (string[])["--show", s.Folder, s.Inside]), "--", .. command,
        ]);
        if (Environment.IsPrivilegedProcess && Refused(result)) result = await InAsync(["chroot", root, .. command]);

        if (Refused(result))
        {
            return new(Verdict.Inconclusive, result,
                $"No root can be entered here: {result.Tail(1)}. Allow user namespaces, or run as root.");
        }

        var foreign = !runner.Host.Runs(program.Architecture);
        return foreign && result.ExitCode == CannotExecute
            && result.Error.Contains("Exec format error", StringComparison.Ordinal)
                ? new(Verdict.Inconclusive, result, BinFmt.Remedy(program.Architecture))
                : Judgement.Of(result, emulated: foreign);

        // The build machine's env clears the variables: a root may not have one.
        Task<CommandResult> InAsync(IReadOnlyList<string> way) => runner.TryRunAsync(
            new Command("env", ["-i", .. Variables(program), .. way]) { Timeout = program.Timeout }, cancellation);
    }

    private static IEnumerable<string> Variables(ForeignProgram program)
    {
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HOME"] = "/tmp",
            ["LC_ALL"] = "C.UTF-8",
            ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
            // Keeps the root clean: no byte code next to Python's modules.
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };
        foreach (var (name, value) in program.Environment) variables[name] = value;
        return variables.Where(v => v.Value is not null).Select(v => $"{v.Key}={v.Value}");
    }

    private static IEnumerable<string> Namespaces() => Environment.IsPrivilegedProcess
        ? ["--mount", "--propagation", "private"]
        : ["--user", "--map-root-user", "--mount", "--propagation", "private"];

    private static bool Refused(CommandResult result) =>
        !result.Succeeded && result.Error.StartsWith("unshare: ", StringComparison.Ordinal);

    private static string Script()
    {
        using var stream = typeof(RootRunner).Assembly.GetManifestResourceStream("enter-root.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
