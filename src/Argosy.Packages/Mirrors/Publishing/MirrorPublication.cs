using System.Globalization;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Building;
using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Publishes the mirrors of a build, each on its own.</summary>
/// <param name="settings">The run.</param>
/// <param name="publish">What the command line says.</param>
public sealed class MirrorPublication(BuildSettings settings, PublishSettings publish)
{
    /// <summary>Declares a publication: it has no outputs and runs each time, since only the target knows its
    /// state. One at a time, for the target has one lock; a mirror that fails holds up no other.</summary>
    public static void Declare(TaskDeclaration task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.Resources(1, "publish-mirror");
        task.IsLocal = true;
        task.KeepsGoing = true;
    }

    /// <summary>Publishes one mirror. Errors ARG0590 to ARG0596.</summary>
    /// <param name="mirror">Its name at the target: its folder below <c>artifacts/mirror</c>.</param>
    /// <param name="folder">The folder to publish, if it isn't that one.</param>
    /// <param name="task">Gets a line for each change.</param>
    public async Task<PublishReport> PublishAsync(string mirror, string? folder, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var definition = MirrorsDefinition.Load(settings.Root);
        var address = definition.TargetOr(publish.Target);
        await using var target = address.Open(settings.Root,
            definition.SshConfiguration is { } file ? Path.Combine(settings.Root, file) : null, CommandRunner.Silent);
        var publisher = new MirrorPublisher(target, new()
        {
            Key = publish.LoadKey(),
            Keep = definition.Keep,
            Replace = definition.Replace.Contains(mirror),
            DryRun = publish.DryRun,
            Patience = TimeSpan.FromSeconds(definition.WaitSeconds),
        }, Path.Combine(settings.Paths.State, "mirrors"));
        var report = await publisher.PublishAsync(
            mirror, folder ?? settings.Paths.Mirror(mirror), task.Cancellation);
        foreach (var line in Lines(report, address)) task.Log(line);
        if (publish.DryRun || report.Replaced.Count > 0) task.Note(Lines(report, address).First());
        return report;
    }

    private static IEnumerable<string> Lines(PublishReport report, MirrorAddress target)
    {
        yield return report switch
        {
            { IsChanged: false } => $"{report.Mirror}: {target} is up to date with {report.Snapshot}",
            { Snapshot: null } => $"{report.Mirror}: {Counts(report)} would go to {target}",
            _ => $"{report.Mirror}: {report.Snapshot} at {target}: {Counts(report)}",
        };
        foreach (var path in report.Added) yield return $"+ {path}";
        foreach (var path in report.Removed) yield return $"- {path}";
        foreach (var path in report.Replaced) yield return $"! {path} has other content under the same name";
        foreach (var id in report.Pruned) yield return $"pruned {id}";
    }

    private static string Counts(PublishReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.Added.Count} files new or changed, {report.Removed.Count} removed, {report.Replaced.Count} "
        + $"replaced, {report.Sent} contents with {report.SentBytes} bytes to send");
}
