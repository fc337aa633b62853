using System.CommandLine;
using System.Text;
using System.Text.Json;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Mirrors;

/// <summary>`argosy mirrors diff`: shows how two snapshots differ.</summary>
internal static class MirrorsDiff
{
    internal static Command Command()
    {
        var mirror = TargetOptions.Mirror();
        var from = new Option<string?>("--from")
        {
            Description = "The old snapshot: an id or its number; by default the one before the new one.",
            HelpName = "id",
        };
        var to = new Option<string?>("--to")
        {
            Description = "The new snapshot; by default the one that is served.",
            HelpName = "id",
        };
        var options = new TargetOptions();
        var command = new Command(
            "diff", "Shows which packages two snapshots of a mirror have more, less, or in another version.")
        {
            mirror, from, to
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var operations = options.Operations(parsed);
            var difference = await operations.CompareAsync(
                parsed.GetValue(mirror)!, parsed.GetValue(from), parsed.GetValue(to), cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (options.IsJson(parsed))
                await output.WriteLineAsync(
                    JsonSerializer.Serialize(difference, MirrorsJson.Default.SnapshotDifference));
            else await output.WriteAsync(HarmlessText.Of(Text(difference)));
            return 0;
        });
        return command;
    }

    private static string Text(SnapshotDifference difference)
    {
        var text = new StringBuilder();
        text.Append($"{difference.Mirror}: {difference.From} → {difference.To}\n");
        foreach (var added in difference.Added) text.Append($"+ {added.Name} {string.Join(", ", added.After)}\n");
        foreach (var gone in difference.Removed) text.Append($"- {gone.Name} {string.Join(", ", gone.Before)}\n");
        foreach (var changed in difference.Changed)
        {
            var (before, after) = (string.Join(", ", changed.Before), string.Join(", ", changed.After));
            text.Append($"~ {changed.Name} {(before.Length == 0 ? "–" : before)} → ")
                .Append($"{(after.Length == 0 ? "–" : after)}\n");
        }

        return text.Append($"{difference.Files.Added.Count} files new or changed, ")
            .Append($"{difference.Files.Removed.Count} removed\n").ToString();
    }
}
