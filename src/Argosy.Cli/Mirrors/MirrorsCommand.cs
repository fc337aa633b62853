using System.CommandLine;

namespace Argosy.Cli.Mirrors;

/// <summary>`argosy mirrors`: the commands for published mirrors.</summary>
internal static class MirrorsCommand
{
    internal static Command Command() => new(
        "mirrors", "Published mirrors: their snapshots, how these differ, which one is served, whether all is there.")
    {
        MirrorsDiff.Command(),
        MirrorsList.Command(),
        MirrorsNginx.Command(),
        MirrorsPrune.Command(),
        MirrorsPublish.Command(),
        MirrorsRollback.Command(),
        MirrorsVerify.Command(),
    };
}
