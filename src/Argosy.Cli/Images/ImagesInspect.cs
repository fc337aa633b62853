using System.CommandLine;
using System.Text.Json;
using Argosy.Images.Engines;
using Argosy.Images.Inspection;
using Argosy.Oci.Layout;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Images;

/// <summary>`argosy images inspect`: what a layout holds.</summary>
internal static class ImagesInspect
{
    internal static Command Command()
    {
        var layout = LayoutArgument.Declare();
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command(
            "inspect", "Verifies a layout, and shows its platforms with digests, layers, settings and packages.")
        {
            layout, json
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = LayoutArgument.FolderOf(parsed.GetRequiredValue(layout));
            var document = await Task.Run(() => Read(folder, cancellation), cancellation);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(document, ImagesJson.Default.InspectDocument) + "\n"
                : Text(document));
        });
        return command;
    }

    private static InspectDocument Read(string folder, CancellationToken cancellation) => new(
        folder, [.. PlatformImage.All(OciLayout.Verify(folder)).Select(i => ImageSummary.Of(i, cancellation))]);

    private static string Text(InspectDocument document)
    {
        var lines = new List<string>();
        foreach (var image in document.Images)
        {
            var packages = image.Packages is { } count ? $"  {count} packages" : "";
            lines.Add($"{image.Platform}  {image.Digest}  {new ByteSize(image.Size)}{packages}");
            foreach (var layer in image.Layers)
            {
                var comment = layer.Comment is { } written ? $"  {HarmlessText.OfLine(written)}" : "";
                lines.Add($"  layer  {layer.Digest}  {new ByteSize(layer.Size),10}{comment}");
            }

            if (image.Settings is { ValueKind: JsonValueKind.Object } settings)
                lines.AddRange(settings.EnumerateObject()
                    .Select(s => $"  {HarmlessText.OfLine($"{s.Name}: {s.Value.GetRawText()}")}"));
        }

        return string.Concat(lines.Select(l => $"{l}\n"));
    }
}
