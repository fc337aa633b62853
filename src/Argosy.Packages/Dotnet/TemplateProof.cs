using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Building;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Dotnet;

/// <summary>Proves a packed template: installs it as its user would, and lets <c>dotnet new</c> write it into an empty
/// folder.</summary>
/// <param name="settings">The run.</param>
/// <param name="task">The running task.</param>
internal sealed class TemplateProof(BuildSettings settings, TaskContext task)
{
    /// <summary>Records that the template of a package installs, and writes what it must.</summary>
    public async Task RecordAsync(string file, DotnetTemplate template)
    {
        var outcome = await TimeLimit.By(token => task.Commands().TryRunAsync(new("dotnet", "--version"), token))
            .RunAsync(limit => TryAsync(file, template, limit), task.Cancellation);
        task.Record(
            settings.Paths.Relative(file), ProofLevel.Installs, outcome, $"dotnet new install, {template.Name}");
    }

    private async Task<RunOutcome> TryAsync(string file, DotnetTemplate template, TimeSpan limit)
    {
        using var folder = new PackageFolder(settings.Paths);
        var made = Directory.CreateDirectory(Path.Combine(folder.Path, "made")).FullName;
        var installed = await RunAsync("install", file);
        if (!installed.Succeeded)
            return Judgement.Of(installed, emulated: false) with
            {
                Reason = $"It can't be installed:\n{installed.Tail()}",
            };
        var written = await RunAsync(template.Name);
        return written.Succeeded && template.Makes.FirstOrDefault(m => !File.Exists(Path.Combine(made, m))) is { } lacks
            ? new(Verdict.Failed, written, $"It didn't write {lacks}.")
            : Judgement.Of(written, emulated: false);

        Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) => task.Commands().TryRunAsync(
            new("dotnet", ["new", .. arguments]) { Folder = made, Environment = folder.Environment, Timeout = limit },
            task.Cancellation);
    }
}
