using System.CommandLine;
using System.Text.Json;
using Argosy.Pipelines;
using Argosy.Platforms;

namespace Argosy.Cli.Commands;

/// <summary>`argosy pipelines generate`: writes the files generated from the declarations, or lists them.</summary>
internal static class PipelinesGenerate
{
    internal static Command Command()
    {
        var folder = new Option<string>("--folder")
        {
            Description = "The folder with argosy.yaml and pipelines/.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var output = new Option<string?>("--output")
        {
            Description = "Where the files go, if not into the same folder."
        };
        var layout = new Option<PipelineLayout?>("--layout")
        {
            Description = "project: one that configures itself; config-repo: one that configures many.",
            CustomParser = written => OptionParsers.Parse(written, TryLayout, "project or config-repo"),
        };
        var format = new Option<PipelineFormat?>("--format")
        {
            Description = "Whose files alone: zuul, github or gitlab. Without it, all that the declarations want.",
            CustomParser = written => OptionParsers.Parse(written, PipelineFormats.Find, "zuul, github or gitlab"),
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and write nothing." };
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("generate", "Writes pipelines, jobs and playbooks from the declarations.")
            { folder, output, layout, format, dryRun, json };
        command.SetAction(parsed =>
        {
            var root = Path.GetFullPath(parsed.GetValue(folder)!);
            // The model first: without it the folder is not an Argosy project.
            var model = Model.Load(Path.Combine(root, Model.FileName));
            var declarations = PipelineDeclarations.Load(root);
            if (parsed.GetValue(layout) is { } other) declarations = declarations with { Layout = other };
            var generation = parsed.GetValue(format) is { } only
                ? PipelineGeneration.Of(model, declarations, only)
                : PipelineGeneration.Wanted(model, declarations);
            var target = Path.GetFullPath(parsed.GetValue(output) ?? root);
            var changes = GeneratedFiles.Plan(target, generation.Files);
            if (!parsed.GetValue(dryRun)) GeneratedFiles.Write(target, generation.Files);
            var document = new GenerationDocument(target, parsed.GetValue(dryRun), generation, changes);
            Print(document, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static PipelineLayout? TryLayout(string text) => text switch
    {
        "project" => PipelineLayout.Project,
        "config-repo" => PipelineLayout.ConfigRepo,
        _ => null,
    };

    private static void Print(GenerationDocument document, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(document, CliJson.Default.GenerationDocument));
            return;
        }

        foreach (var change in document.Changes)
            output.WriteLine($"{change.Change,-7} {change.Path}  +{change.Added} -{change.Removed}");
        var done = document.DryRun ? "would change" : "changed";
        output.WriteLine($"{document.Changes.Count} of {document.Files} files {done} in {document.Folder}");
        foreach (var loss in document.NotExpressed) output.WriteLine($"not expressed: {loss}");
    }
}
