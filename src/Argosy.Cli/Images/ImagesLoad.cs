using System.CommandLine;
using Argosy.Images.Engines;
using Argosy.Oci.Layout;

namespace Argosy.Cli.Images;

/// <summary>`argosy images load`: gives an image to an engine.</summary>
internal static class ImagesLoad
{
    internal static Command Command()
    {
        var layout = LayoutArgument.Declare();
        var architecture = EngineOptions.Architecture();
        var engine = EngineOptions.Engine();
        var name = new Option<string?>("--name")
        {
            Description = "The image's name there; default: localhost/ and the layout's name. "
                + "The tag is the architecture.",
            HelpName = "name",
        };
        var command = new Command("load", "Gives a layout's image to docker, podman or containerd.")
        {
            layout, architecture, engine, name
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = LayoutArgument.FolderOf(parsed.GetRequiredValue(layout));
            var chosen = parsed.GetValue(architecture)!;
            var image = PlatformImage.Of(await Task.Run(() => OciLayout.Verify(folder), cancellation), chosen);
            using var opened = EngineOptions.Open(parsed.GetValue(engine));
            var loaded = await opened.LoadAsync(
                image, $"{parsed.GetValue(name) ?? LayoutArgument.NameOf(folder)}:{chosen}", cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{await opened.DescribeAsync(cancellation)} has {loaded.Reference}: {image.Descriptor.Digest}");
        });
        return command;
    }
}
