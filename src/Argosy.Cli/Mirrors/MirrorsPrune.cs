using System.CommandLine;
using System.Text.Json;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Cli.Mirrors;

/// <summary>`argosy mirrors prune`: removes snapshots that the retention rule lets go.</summary>
internal static class MirrorsPrune
{
    internal static Command Command()
    {
        var mirrors = new Option<string[]>("--mirror")
        {
            Description = "Only this mirror; may be given several times.",
            HelpName = "name",
        };
        var keep = new Option<int?>("--keep")
        {
            Description = $"How many snapshots to keep, at least {SnapshotRetention.Fewest}; "
                + "by default the declared number.",
            HelpName = "number",
        };
        var days = new Option<int?>("--days")
        {
            Description = "Also those that are at most this many days older than the newest one.",
            HelpName = "days",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would be removed." };
        var options = new TargetOptions();
        var command = new Command(
            "prune", "Removes old snapshots, the packages and contents that only they have, and leftovers of killed "
                + "publishers; never the snapshot that is served.")
        {
            mirrors, keep, days, dryRun
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var declared = TargetOptions.Declared().Keep;
            var retention = new SnapshotRetention(
                parsed.GetValue(keep) ?? declared.Snapshots, parsed.GetValue(days) ?? declared.Days);
            var isDry = parsed.GetValue(dryRun);
            var only = parsed.GetValue(mirrors) is { Length: > 0 } names
                ? names.ToHashSet(StringComparer.Ordinal)
                : null;
            await using var operations = options.Operations(parsed);
            var removal = await operations.PruneAsync(retention, only, isDry, cancellation);
            var document = new PruneDocument(isDry, [.. removal.Snapshots.Select(s => s.Path)],
                [.. removal.Retained.Where(r => r.Content is null).Select(r => r.Path)], removal.Content.Count);
            await parsed.InvocationConfiguration.Output.WriteAsync(options.IsJson(parsed)
                ? $"{JsonSerializer.Serialize(document, MirrorsJson.Default.PruneDocument)}\n"
                : string.Concat(document.Snapshots.Select(s => $"- {s}\n"))
                    + $"{document.Snapshots.Count} snapshots, {document.Packages.Count} packages, "
                    + $"{document.Contents} contents {(isDry ? "would be " : "")}removed\n");
            return 0;
        });
        return command;
    }
}
