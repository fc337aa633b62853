using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Building;
using Argosy.Platforms.Items;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Dotnet;

/// <summary>Proves a packed addin or module of Cake: Cake runs a script that takes it from the packages.</summary>
/// <param name="settings">The run.</param>
/// <param name="cake">The path of <c>Cake.dll</c>.</param>
/// <param name="task">The running task.</param>
internal sealed class CakeProof(BuildSettings settings, string cake, TaskContext task)
{
    /// <summary>Records that the script runs, and prints what it must.</summary>
    public async Task RecordAsync(string file, CakeTrial trial)
    {
        var outcome = await TimeLimit.By(token => task.Commands().TryRunAsync(new("dotnet", cake, "--version"), token))
            .RunAsync(limit => TryAsync(trial, limit), task.Cancellation);
        task.Record(settings.Paths.Relative(file), ProofLevel.Installs, outcome,
            $"{trial.Folder}/build.cake takes it from the packages");
    }

    private async Task<RunOutcome> TryAsync(CakeTrial trial, TimeSpan limit)
    {
        using var folder = new PackageFolder(settings.Paths);
        await CopyAsync(Path.Combine(settings.Root, trial.Folder), folder.Path);
        var result = await task.Commands().TryRunAsync(
            new("dotnet", [cake, .. trial.Arguments])
            {
                Folder = folder.Path,
                // Cake colours its lines by the terminal's name alone.
                Environment = new Dictionary<string, string?>(folder.Environment) { ["TERM"] = "dumb" },
                Timeout = limit,
            },
            task.Cancellation);
        if (!result.Succeeded) return Judgement.Of(result, emulated: false);
        var said = result.Output.Split('\n').Select(l => l.Trim()).ToHashSet(StringComparer.Ordinal);
        return trial.Prints.FirstOrDefault(line => !said.Contains(line)) is { } missing
            ? new(Verdict.Failed, result, $"It didn't print '{missing}'.")
            : Judgement.Of(result, emulated: false);
    }

    private async Task CopyAsync(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in FolderListing.Read(from))
        {
            var (source, target) = (Path.Combine(from, entry.Name), Path.Combine(to, entry.Name));
            if (entry.Kind == FileKind.Folder) await CopyAsync(source, target);
            else await File.WriteAllTextAsync(target, Filled(await File.ReadAllTextAsync(source, task.Cancellation)));
        }
    }

    private string Filled(string text) =>
        text.Replace("@version@", settings.Model.Project.Version, StringComparison.Ordinal)
            .Replace("@name@", settings.Model.Project.Name, StringComparison.Ordinal);
}
