using System.CommandLine;
using System.CommandLine.Invocation;
using Argosy.Cli.Commands;
using Argosy.Cli.Images;
using Argosy.Cli.Mirrors;
using Argosy.Cli.Reference;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli;

/// <summary>All of `argosy`'s commands, and the exit codes: 0, 1 for an error with its id, 2 for one in the command
/// line, 130 for an interrupted command.</summary>
internal static class CommandLine
{
    internal const int Failed = 1;
    internal const int Misused = 2;
    internal const int Interrupted = 130;

    /// <summary>Runs one command line.</summary>
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var mistake in parsed.Errors) await error.WriteLineAsync($"argosy: {mistake.Message}");
            await error.WriteLineAsync($"Try: {NameOf(parsed)} --help");
            return Misused;
        }

        try
        {
            return await parsed.InvokeAsync(
                new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (ArgosyException e)
        {
            await error.WriteLineAsync(HarmlessText.Of(e.Message));
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    /// <summary>The commands, their arguments and options.</summary>
    internal static RootCommand Root() => new("Argosy's tool for those who run builds.")
    {
        new Command("cache", "What builds keep for each other in $XDG_CACHE_HOME/argosy (~/.cache/argosy).")
        {
            CacheInfo.Command(),
            CacheGc.Command(),
            CacheKey.Command(),
        },
        CompletionCommand.Command(),
        Doctor.Command(),
        Explain.Command(),
        ImagesCommand.Command(),
        Init.Command(),
        Man.Command(Root),
        MirrorsCommand.Command(),
        PipelinesCommand.Command(),
        new Command("devstack", "DevStack's configuration, from the profiles in devstack/.") { DevstackShow.Command() },
        new Command("health", "How jobs fare on each architecture, and which of them may vote.")
        {
            HealthUpdate.Command(),
            HealthImport.Command(),
            HealthShow.Command(),
            HealthPromote.Command(),
            HealthDashboard.Command(),
        },
        CommandReference.Printing(Root),
    };

    private static string NameOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(at.Command is RootCommand ? "argosy" : at.Command.Name);
        return string.Join(' ', names);
    }
}
