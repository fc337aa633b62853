using System.CommandLine;
using System.Text.Json;
using Argosy.Adoption.Init;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Commands;

/// <summary>`argosy init`: makes a project of a repository, by what is there.</summary>
internal static class Init
{
    internal static Command Command()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "The repository; default: this folder.",
            DefaultValueFactory = _ => ".",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be written, and write nothing." };
        var json = new Option<bool>("--json") { Description = "Print it as JSON, with the text of each file." };
        var name = new Option<string?>("--name") { Description = "The project's name.", HelpName = "name" };
        var architectures = Names("--architectures", "The architectures to build for, with commas between them.");
        var distributions = Names("--distributions", "The distributions to build for, with commas between them.");
        var ci = Names("--ci", "The CI systems that get files: zuul, github, gitlab; default: those that are used.");
        ci.CompletionSources.Add("zuul", "github", "gitlab");
        architectures.CompletionSources.Add([.. Platforms.Architecture.All.Select(a => a.Name)]);
        distributions.CompletionSources.Add([.. Platforms.Distribution.All.Select(d => d.Name)]);
        var print = new Option<string?>("--print")
        {
            Description = "Write nothing, and print the text that this file would have in a new project.",
            HelpName = "file",
        };
        var command = new Command("init",
            "Looks at a repository and writes argosy.yaml, the files with which its build begins, and declarations of "
                + "its images, wheels, Debian packages and CI jobs. It never overwrites a file.")
        {
            folder, dryRun, json, name, architectures, distributions, ci, print
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = await ProjectInit.PlanAsync(
                new(parsed.GetValue(folder)!)
                {
                    Name = parsed.GetValue(name),
                    Architectures = Split(parsed.GetValue(architectures)),
                    Distributions = Split(parsed.GetValue(distributions)),
                    Ci = Split(parsed.GetValue(ci)),
                    Version = ToolVersion.Text,
                }, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(print) is { } file)
            {
                await output.WriteAsync(plan.Files.FirstOrDefault(f => f.Path == file)?.Text
                    ?? throw UnknownName.In(plan.Folder, "file", file, plan.Files.Select(f => f.Path)));
                return;
            }

            var isDry = parsed.GetValue(dryRun);
            if (!isDry) ProjectInit.Write(plan);
            await output.WriteAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new(plan, isDry), CliJson.Default.InitDocument) + "\n"
                : InitText.Of(plan, isDry));
            foreach (var warning in plan.Warnings)
                await parsed.InvocationConfiguration.Error.WriteLineAsync(HarmlessText.OfLine($"warning: {warning}"));
        });
        return command;
    }

    private static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "names",
    };

    private static List<string> Split(string[]? values) =>
        [.. (values ?? [])
            .SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
