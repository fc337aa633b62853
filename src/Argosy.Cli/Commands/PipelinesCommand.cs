using System.CommandLine;

namespace Argosy.Cli.Commands;

/// <summary>`argosy pipelines`: the commands that have to do with CI's configuration.</summary>
internal static class PipelinesCommand
{
    internal static Command Command() => new("pipelines", "Pipelines and jobs, from the declarations in pipelines/.")
    {
        PipelinesGenerate.Command(),
    };
}
