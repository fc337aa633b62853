using System.CommandLine;
using System.Text.Json;
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
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("load", "Gives a layout's image to docker, podman or containerd.")
        {
            layout, architecture, engine, name, json
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = LayoutArgument.FolderOf(parsed.GetRequiredValue(layout));
            var chosen = parsed.GetValue(architecture)!;
            var image = PlatformImage.Of(await Task.Run(() => OciLayout.Verify(folder), cancellation), chosen);
            using var opened = EngineOptions.Open(parsed.GetValue(engine));
            var loaded = await opened.LoadAsync(
                image, $"{parsed.GetValue(name) ?? LayoutArgument.NameOf(folder)}:{chosen}", cancellation);
            var document = new LoadDocument(await opened.DescribeAsync(cancellation), $"{loaded.Reference}",
                image.Descriptor.Digest.ToString());
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(document, CliJson.Default.LoadDocument)
                : $"{document.Engine} has {document.Reference}: {document.Digest}");
        });
        return command;
    }
}

/// <summary>The output of `argosy images load --json`: the engine, the image's name there, the digest of its
/// manifest.</summary>
internal sealed record LoadDocument(string Engine, string Reference, string Digest);
