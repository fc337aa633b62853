using System.CommandLine;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Commands;

/// <summary>`argosy man`: manual pages of all commands.</summary>
internal static class Man
{
    /// <summary>The command.</summary>
    /// <param name="root">The command whose pages are made; asked when it is complete.</param>
    internal static Command Command(Func<RootCommand> root)
    {
        var names = new Argument<string[]>("command")
        {
            Description = "The command whose page is printed, such as: cache gc; default: argosy itself.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<string?>("--output")
        {
            Description = "Write the pages of all commands into this folder.",
            HelpName = "folder",
        };
        var json = new Option<bool>(
            "--json")
        { Description = "Print the names of the pages that were written as JSON." };
        var command = new Command("man", "Manual pages: prints one, or writes argosy.1 and one for each command.")
        {
            names, output, json
        };
        command.Validators.Add(r =>
        {
            if (r.GetValue(json) && r.GetValue(output) is null) r.AddError("--json needs --output");
        });
        command.SetAction(async (parsed, _) =>
        {
            var writer = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(output) is not { } folder)
            {
                await writer.WriteAsync(ManPage.Of(Find(root(), parsed.GetValue(names) ?? [])));
                return;
            }

            var pages = ManPage.All(root()).ToList();
            foreach (var (name, text) in pages) AtomicFile.Write(Path.Combine(folder, name), text);
            await writer.WriteAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new(folder, [.. pages.Select(p => p.Name)]),
                    CliJson.Default.ManDocument) + "\n"
                : $"{pages.Count} pages in {folder}\n");
        });
        return command;
    }

    private static List<Command> Find(RootCommand root, string[] names)
    {
        var path = new List<Command> { root };
        foreach (var name in names)
        {
            path.Add(path[^1].Subcommands.FirstOrDefault(c => c.Name == name) ?? throw UnknownName.In(
                "argosy --help", "command", name, path[^1].Subcommands.Select(c => c.Name)));
        }

        return path;
    }
}

/// <summary>The output of `argosy man --output --json`.</summary>
internal sealed record ManDocument(string Folder, IReadOnlyList<string> Pages);
