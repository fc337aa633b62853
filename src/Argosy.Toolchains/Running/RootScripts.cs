using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>A maintainer script in a root (Debian policy 6).</summary>
/// <param name="Package">The package's name.</param>
/// <param name="Kind"><c>preinst</c> or <c>postinst</c>.</param>
/// <param name="Path">Its path in the root, without a leading slash.</param>
public sealed record RootScript(string Package, string Kind, string Path);

/// <summary>Runs maintainer scripts in a root that is a tar, and makes a tar of the result.</summary>
/// <remarks>The root is in memory, in namespaces of its own without a network; an ordinary user gets all ids of his
/// own range in <c>/etc/subuid</c>, so that owners are right without privileges. The kernel starts foreign programs
/// with the registered emulator.</remarks>
public sealed class RootScripts(CommandRunner runner)
{
    private const int CannotExecute = 126;

    /// <summary>Runs them in their order; the first that fails ends it.</summary>
    /// <param name="architecture">The root's.</param>
    /// <param name="tar">The root.</param>
    /// <param name="result">Receives the changed root, if all succeed.</param>
    /// <param name="scripts">The scripts; one that a package runs before its files are unpacked gets
    /// <c>install</c>.</param>
    /// <param name="cancellation">Ends them.</param>
    public async Task<RunOutcome> RunAsync(
        Architecture architecture, string tar, string result, IReadOnlyList<RootScript> scripts,
        CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder("argosy-finish-");
        var script = Path.Combine(folder.Path, "finish-root.sh");
        await File.WriteAllTextAsync(script, CompilerWrappers.Resource("finish-root.sh"), cancellation);
        var root = Directory.CreateDirectory(Path.Combine(folder.Path, "root")).FullName;
        var outcome = await runner.TryRunAsync(
            new("unshare",
            [
                .. Namespaces(), "sh", script, Path.GetFullPath(tar), Path.GetFullPath(result), root,
                .. scripts.SelectMany(s => (string[])
                [
                    s.Package, s.Kind, architecture.DebianName, s.Path, s.Kind == "preinst" ? "install" : "configure",
                ]),
            ]), cancellation);
        if (outcome.Error.StartsWith("unshare: ", StringComparison.Ordinal) && !outcome.Succeeded)
        {
            return new(Verdict.Inconclusive, outcome,
                $"no root can be entered here: {outcome.Tail(1).TrimEnd('.')}. Allow user namespaces with ids of "
                + "/etc/subuid, or run as root.");
        }

        var foreign = !runner.Host.Runs(architecture);
        return foreign && outcome.ExitCode == CannotExecute
            && outcome.Error.Contains("Exec format error", StringComparison.Ordinal)
                ? new(Verdict.Inconclusive, outcome, BinFmt.Remedy(architecture))
                : Judgement.Of(outcome, emulated: foreign);
    }

    private static string[] Namespaces()
    {
        string[] kinds =
            ["--mount", "--pid", "--ipc", "--net", "--uts", "--fork", "--kill-child", "--propagation", "private"];
        return Environment.IsPrivilegedProcess ? kinds : ["--user", "--map-root-user", "--map-auto", .. kinds];
    }
}
