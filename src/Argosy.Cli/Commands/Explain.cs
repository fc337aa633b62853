using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Artifacts.Journal;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Commands;

/// <summary><c>argosy explain TASK</c>: why a task last ran, or was restored, from the project's journal.</summary>
internal static class Explain
{
    internal static Command Command()
    {
        var task = new Argument<string>("task") { Description = "The task's name." };
        var folder = new Option<string>("--folder")
        {
            Description = "The project's folder.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var json = new Option<bool>("--json") { Description = "Print JSON for other programs." };
        var command = new Command("explain", "Why a task last ran or was restored, and what its result is.") { task, folder, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(task), Path.GetFullPath(parsed.GetValue(folder)!),
            parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string name, string folder, bool asJson, TextWriter output)
    {
        var path = Path.Combine(folder, ".argosy", "journal");
        if (!File.Exists(path))
        {
            throw new ArgosyException(new Diagnosis("ARG0221", new(folder), "no build has run in this folder",
                "Give the project's folder with --folder, or build first."));
        }

        using var journal = TaskJournal.Read(path);
        var record = journal.Tasks.FirstOrDefault(t => t.Task.Equals(name, StringComparison.OrdinalIgnoreCase));
        var explained = ExplanationDocument.Of(name, record, journal);
        if (asJson) output.WriteLine(JsonSerializer.Serialize(explained, CliJson.Default.ExplanationDocument));
        else Print(explained, output);
        return 0;
    }

    private static void Print(ExplanationDocument explained, TextWriter output)
    {
        output.WriteLine($"{explained.Task} {explained.LastRun}");
        if (explained.Ended is not { } ended) return;
        var how = explained.From is null ? "ran" : $"was restored ({explained.From})";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"It last {how} at {ended.ToLocalTime():yyyy-MM-dd HH:mm:ss}, {explained.Seconds:0.0} s, since"));
        foreach (var reason in explained.Why) output.WriteLine($"    {reason}");
        if (explained.Key is not null) output.WriteLine($"Its key is {explained.Key}, over {explained.Fields.Count} fields:");
        foreach (var (kind, count) in explained.Fields.CountBy(f => f.Kind)) output.WriteLine($"    {count} × {kind}");
        if (explained.Key is not null) output.WriteLine("All of them: --json");
    }
}
