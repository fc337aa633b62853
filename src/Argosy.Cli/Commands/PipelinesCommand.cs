using System.CommandLine;

namespace Argosy.Cli.Commands;

/// <summary>`argosy pipelines`: the commands for CI configuration.</summary>
internal static class PipelinesCommand
{
    internal static Command Command() => new("pipelines",
        "CI configuration: made from pipelines/, or checked whoever wrote it.")
    {
        PipelinesGenerate.Command(),
        PipelinesCheck.Command(),
        PipelinesFreeze.Command(),
    };
}
