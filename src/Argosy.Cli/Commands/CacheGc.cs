using System.CommandLine;
using System.Text.Json;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Store.Collection;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Commands;

/// <summary>`argosy cache gc`: keeps the cache below a size.</summary>
internal static class CacheGc
{
    private const int MostShown = 20;

    internal static Command Command()
    {
        var max = new Option<ByteSize>("--max")
        {
            Description = "How much may stay, such as 20GB or 512MiB. Results longest unused go first, then the files "
                + "that only they needed.",
            HelpName = "size",
            Required = true,
            CustomParser = r =>
                OptionParsers.Parse(r, ByteSize.TryParse, "a size with its unit, such as 20GB or 512MiB"),
        };
        var grace = new Option<TimeSpan>("--grace")
        {
            Description =
                "What was kept or used within this time stays, since a running build may need it: 30s, 10m, 1h, 2d.",
            HelpName = "time",
            DefaultValueFactory = _ => TimeSpan.FromHours(1),
            CustomParser = r => OptionParsers.Parse(r, Duration.TryParse, "a time, such as 30s, 10m, 1h or 2d"),
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say which results would go, and remove nothing." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("gc", "Removes what was longest unused, beside running builds too.")
        {
            max, grace, dryRun, json
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var collector = new CacheCollector(CacheFolder.Default) { Grace = parsed.GetValue(grace) };
            var most = parsed.GetValue(max).Bytes;
            var dry = parsed.GetValue(dryRun);
            // On another thread, so that an interrupt is handled.
            var report = await Task.Run(
                () => dry ? collector.Preview(most, cancellation) : collector.Collect(most, cancellation),
                cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new(report, dry), CliJson.Default.CollectionDocument)
                : Say(report, dry, most));
        });
        return command;
    }

    private static string Say(CollectionReport report, bool dry, long most)
    {
        var (did, remains) = dry ? ("would remove", "would remain") : ("removed", "remain");
        var said = $"{did} {Count(report.Actions, "result")}, {Count(report.Blobs, "file")} and "
            + $"{Count(report.Leftovers, "left-over")}: {new ByteSize(report.BytesBefore - report.BytesAfter)}\n"
            + $"{new ByteSize(report.BytesAfter)} {remains} in {report.Folder}";
        if (dry) said = string.Join('\n', [.. Results(report), said]);
        return report.BytesAfter <= most
            ? said
            : $"{said}\nThat is more than {new ByteSize(most)}: the rest was kept or used within the time of --grace.";
    }

    // If there are many, the longest unused ones.
    private static IEnumerable<string> Results(CollectionReport report)
    {
        foreach (var gone in report.Results.Take(MostShown))
            yield return $"{gone.Used:yyyy-MM-dd HH:mm:ss} UTC  {new ByteSize(gone.Bytes),10}  "
                + $"{HarmlessText.OfLine(gone.Task ?? "(unreadable)")}";
        if (report.Results.Count > MostShown)
            yield return $"… and {report.Results.Count - MostShown} more: --json lists them";
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
