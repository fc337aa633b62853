using System.CommandLine;
using System.Text.Json;
using Argosy.Images.Publishing;
using Argosy.Oci.Model;
using Argosy.Oci.Transfer;

namespace Argosy.Cli.Images;

/// <summary>`argosy images pull`: pulls an image into a layout.</summary>
internal static class ImagesPull
{
    internal static Command Command()
    {
        var reference = new Argument<string>("reference") { Description = "HOST/REPOSITORY with :TAG or @DIGEST." };
        var layout = new Argument<string>("layout") { Description = "The layout's folder, which is replaced." };
        var options = new TransferOptions();
        var command = new Command(
            "pull", "Pulls an image into a layout, every byte verified; mirrors of registries.conf are asked first.")
        {
            reference, layout
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var pull = new ImagePull(ImageReference.Parse(parsed.GetValue(reference)!), options.Read(parsed));
            var report = await pull.PullAsync(
                parsed.GetValue(layout)!, options.Architectures(parsed), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(options.IsJson(parsed)
                ? JsonSerializer.Serialize(new(report), CliJson.Default.PullDocument)
                : $"pulled {report.Image.Digest} from {report.From}: {report.Blobs.Count} blobs, "
                    + $"{PushText.Bytes(report.BytesReceived)}");
            return 0;
        });
        return command;
    }
}

/// <summary>The output of `argosy images pull --json`; sizes are bytes.</summary>
internal sealed record PullDocument(string From, string Digest, int Blobs, long BytesReceived)
{
    internal PullDocument(PullReport report)
        : this(report.From, report.Image.Digest.ToString(), report.Blobs.Count, report.BytesReceived)
    {
    }
}
