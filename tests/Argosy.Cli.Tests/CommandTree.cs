using System.CommandLine;

namespace Argosy.Cli.Tests;

/// <summary>The commands without further commands, with their names as users write them.</summary>
internal static class CommandTree
{
    public static IReadOnlyList<(string Name,
        Command Command)> Leaves { get; } = [.. Below(CommandLine.Root(), "argosy")];

    private static IEnumerable<(string, Command)> Below(Command command, string name) => command.Subcommands.Count == 0
        ? [(name, command)]
        : command.Subcommands.SelectMany(c => Below(c, $"{name} {c.Name}"));
}
