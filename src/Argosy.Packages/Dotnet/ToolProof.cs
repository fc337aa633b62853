using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Building;
using Argosy.Platforms.Items;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Dotnet;

/// <summary>Proves a packed .NET tool: installs it only from the packages, as its user would from a feed, and runs
/// it.</summary>
/// <param name="settings">The run.</param>
/// <param name="task">The running task.</param>
public sealed class ToolProof(BuildSettings settings, TaskContext task)
{
    private string Version => settings.Model.Project.Version;

    /// <summary>Records that the tool of a package installs and works.</summary>
    /// <param name="package">The package's id.</param>
    /// <param name="file">The package.</param>
    /// <param name="tool">Its command, and its expected output.</param>
    public async Task RecordAsync(string package, string file, DotnetTool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var cancellation = task.Cancellation;
        var outcome = await TimeLimit.By(token => task.Commands().TryRunAsync(new("dotnet", "--version"), token))
            .RunAsync(limit => TryAsync(package, [tool.Command, .. tool.Arguments], tool.Prints, limit), cancellation);
        task.Record(settings.Paths.Relative(file), ProofLevel.Installs, outcome,
            $"dotnet tool install, {tool.Command} {string.Join(' ', tool.Arguments.Take(2))}");
    }

    private async Task<RunOutcome> TryAsync(
        string package, IReadOnlyList<string> command, IReadOnlyList<string> says, TimeSpan limit)
    {
        using var folder = new PackageFolder(settings.Paths);
        var installed = await InstallAsync(package, folder, limit);
        if (installed.Verdict != Verdict.Passed) return installed;
        var result = await task.Commands().TryRunAsync(
            new(Path.Combine(folder.Path, "tools", command[0]), [.. command.Skip(1)])
            {
                Folder = folder.Path,
                Timeout = limit,
            },
            task.Cancellation);
        var said = result.Output.Split('\n').Select(l => l.Trim()).ToHashSet(StringComparer.Ordinal);
        return result.Succeeded && says.FirstOrDefault(line => !said.Contains(line)) is { } missing
            ? new(Verdict.Failed, result, $"It didn't print '{missing}'.")
            : Judgement.Of(result, emulated: false);
    }

    // The tool's dependencies are in its package, or missing.
    private async Task<RunOutcome> InstallAsync(string package, PackageFolder folder, TimeSpan limit)
    {
        var result = await task.Commands().TryRunAsync(
            new("dotnet", "tool", "install", package, "--version", Version,
                "--tool-path", Path.Combine(folder.Path, "tools"), "--configfile", folder.Configuration)
            {
                Folder = folder.Path,
                Environment = folder.Environment,
                Timeout = limit,
            },
            task.Cancellation);
        var outcome = Judgement.Of(result, emulated: false);
        return outcome.Verdict == Verdict.Failed
            ? outcome with { Reason = $"It can't be installed:\n{result.Tail()}" }
            : outcome;
    }
}
