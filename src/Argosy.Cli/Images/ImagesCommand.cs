using System.CommandLine;

namespace Argosy.Cli.Images;

/// <summary>`argosy images`: the commands for container images.</summary>
internal static class ImagesCommand
{
    internal static Command Command() => new(
        "images", "Container images: what they hold, engines that run them, whose they are, how they differ.")
    {
        ImagesDiff.Command(),
        ImagesInspect.Command(),
        ImagesList.Command(),
        ImagesLoad.Command(),
        ImagesPull.Command(),
        ImagesPush.Command(),
        ImagesRun.Command(),
        ImagesSmoke.Command(),
        ImagesVerify.Command(),
    };
}
