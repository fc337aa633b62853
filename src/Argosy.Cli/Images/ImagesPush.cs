using System.CommandLine;
using System.Text.Json;
using Argosy.Images.Publishing;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;
using Argosy.Oci.Transfer;

namespace Argosy.Cli.Images;

/// <summary>`argosy images push`: pushes a layout to a registry.</summary>
internal static class ImagesPush
{
    internal static Command Command()
    {
        var layout = new Argument<string>("layout") { Description = "The layout's folder." };
        var reference = new Argument<string>("reference") { Description = "HOST/REPOSITORY:TAG." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would be sent." };
        var options = new TransferOptions();
        var command = new Command(
            "push", "Pushes a layout to a registry: blobs that it doesn't have, then manifests, the tag last. Nothing "
                + "checks that the image is proven; the build's target Upload-Images does.")
        {
            layout, reference, dryRun
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var isDry = parsed.GetValue(dryRun);
            using var push = new ImagePush(
                ImageReference.Parse(parsed.GetValue(reference)!), options.Read(parsed));
            var report = await push.PushAsync(
                parsed.GetValue(layout)!, [], options.Architectures(parsed), isDry, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (options.IsJson(parsed))
                await output.WriteLineAsync(
                    JsonSerializer.Serialize(new(report, isDry), CliJson.Default.PushDocument));
            else
                foreach (var line in PushText.Lines(report, isDry)) await output.WriteLineAsync(line);
            return 0;
        });
        return command;
    }
}

/// <summary>The output of `argosy images push --json`; sizes are bytes.</summary>
internal sealed record PushDocument(
    string Repository, IReadOnlyList<string> Tags, string Digest, bool DryRun, bool Unchanged,
    IReadOnlyList<PushedBlob> Blobs)
{
    internal PushDocument(PushReport report, bool dryRun)
        : this(report.Reference, report.Tags, report.Digest.ToString(), dryRun, report.Unchanged,
            [.. report.Blobs.Select(b => new PushedBlob(
                b.Blob.Digest.ToString(), b.Blob.Size, Word(b.Outcome, dryRun)))])
    {
    }

    private static string Word(BlobOutcome outcome, bool dryRun) =>
        dryRun && outcome == BlobOutcome.Sent ? "missing" : outcome.ToString().ToLowerInvariant();
}

/// <summary>A blob: present, mounted, sent, or missing in a dry run.</summary>
internal sealed record PushedBlob(string Digest, long Size, string Outcome);
