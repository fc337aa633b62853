using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Commands;

/// <summary><c>argosy explain TASK</c>: why a task last ran, or was restored, from the project's journal.</summary>
internal static class Explain
{
    internal static Command Command()
    {
        var task = new Argument<string>("task") { Description = "The task's name." };
        task.CompletionSources.Add(_ => ProjectNames.Tasks(Directory.GetCurrentDirectory()));
        var folder = new Option<string>("--folder")
        {
            Description = "The project's folder.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var json = new Option<bool>("--json") { Description = "Print JSON for other programs." };
        var command = new Command("explain", "Why a task last ran or was restored, and what its result is.")
        {
            task, folder, json
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(task), Path.GetFullPath(parsed.GetValue(folder)!),
            parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string name, string folder, bool asJson, TextWriter output)
    {
        var path = Path.Combine(folder, ".argosy", "journal");
        if (!File.Exists(path))
        {
            throw new ArgosyException(new Diagnostic("ARG0221", new(folder), "no build has run in this folder",
                "Give the project's folder with --folder, or build first."));
        }

        using var journal = Read(path);
        var record = journal.Tasks.FirstOrDefault(t => t.Task.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (record is null && !IsKnown(journal.LastRun, name))
            throw UnknownName.In(Path.GetRelativePath(folder, path), "task", name, Known(journal));
        var explained = ExplanationDocument.Of(name, record, journal);
        if (asJson) output.WriteLine(JsonSerializer.Serialize(explained, CliJson.Default.ExplanationDocument));
        else Print(explained, output);
        return 0;
    }

    private static TaskJournal Read(string path)
    {
        try
        {
            return TaskJournal.Read(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0251", new(path),
                "the journal belongs to another user, and only that user may read it",
                "Ask as the user who builds in this folder."));
        }
    }

    // A task without a result may still be part of the last run.
    private static bool IsKnown(RunRecord? run, string name) =>
        NamesOf(run).Contains(name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> NamesOf(RunRecord? run) =>
        run is null ? [] : run.Tasks.Concat(run.Failed).Concat(run.NotRun);

    private static IEnumerable<string> Known(TaskJournal journal) =>
        journal.Tasks.Select(t => t.Task).Concat(NamesOf(journal.LastRun)).Distinct().Order(StringComparer.Ordinal);

    private static void Print(ExplanationDocument explained, TextWriter terminal)
    {
        using var output = new HarmlessWriter(terminal);
        output.WriteLine($"{explained.Task} {explained.LastRun}");
        if (explained.Ended is not { } ended) return;
        var how = explained.From is null ? "ran" : $"was restored ({explained.From})";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"It last {how} at {ended.ToLocalTime():yyyy-MM-dd HH:mm:ss}, {explained.Seconds:0.0} s, since"));
        foreach (var reason in explained.Why) output.WriteLine($"    {FileName.Shown(reason)}");
        if (explained.Key is not null)
            output.WriteLine($"Its key is {explained.Key}, over {explained.Fields.Count} fields:");
        foreach (var (kind, count) in explained.Fields.CountBy(f => f.Kind)) output.WriteLine($"    {count} × {kind}");
        if (explained.Key is not null) output.WriteLine("All of them: --json");
    }
}
