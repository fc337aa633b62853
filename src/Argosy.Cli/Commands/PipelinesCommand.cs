using System.CommandLine;

namespace Argosy.Cli.Commands;

/// <summary>`argosy pipelines`: the commands for CI configuration.</summary>
internal static class PipelinesCommand
{
    internal static Command Command() => new("pipelines",
        "CI configuration: made from pipelines/; any Zuul configuration is checked.")
    {
        PipelinesGenerate.Command(),
        PipelinesCheck.Command(),
        PipelinesFreeze.Command(),
    };
}
