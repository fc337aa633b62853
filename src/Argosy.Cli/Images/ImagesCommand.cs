using System.CommandLine;

namespace Argosy.Cli.Images;

/// <summary>`argosy images`: the commands for container images.</summary>
internal static class ImagesCommand
{
    internal static Command Command() => new("images", "Container images: whose they are, and how they differ.")
    {
        ImagesVerify.Command(),
        ImagesDiff.Command(),
        ImagesPush.Command(),
        ImagesPull.Command(),
        ImagesList.Command(),
    };
}
