using System.CommandLine;

namespace Argosy.Cli.Tests;

/// <summary>The commands without further commands, with their names as users write them; not those that only this
/// repository's documentation is made by.</summary>
internal static class CommandTree
{
    public static IReadOnlyList<(string Name,
        Command Command)> Leaves
    { get; } = [.. Below(CommandLine.Root(), "argosy")];

    private static IEnumerable<(string, Command)> Below(Command command, string name) => command.Subcommands.Count == 0
        ? [(name, command)]
        : command.Subcommands.Where(c => !c.Hidden).SelectMany(c => Below(c, $"{name} {c.Name}"));
}
