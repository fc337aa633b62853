using System.CommandLine;
using System.Text.Json;
using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain;
using Argosy.Oci.Referrers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Images;

/// <summary>`argosy images verify`: checks an image's signatures.</summary>
internal static class ImagesVerify
{
    internal static Command Command()
    {
        var image = ImageArgument.Declare("image", "The image");
        var key = new Option<string>("--key")
        {
            Description = "The file of the public key: PEM, or the line of 'argosy cache key show'.",
            HelpName = "file",
            Required = true,
        };
        var attestations = new Option<string?>("--attestations")
        {
            Description = "The layout with the signatures; for a layout LAYOUT.attest by default, "
                + "for a registry the image's repository.",
            HelpName = "folder",
        };
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command(
            "verify", "Checks the signatures of an image, its platforms and the statements about them, with a key and "
                + "without a transparency log: exit code 1 if one is missing or wrong.")
        {
            image, key, attestations, json
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var trusted = PublicKey.Load(parsed.GetValue(key)!);
            var text = parsed.GetValue(image)!;
            using var opened = await ImageArgument.OpenAsync(text, cancellation);
            var folder = parsed.GetValue(attestations)
                ?? (Directory.Exists(text) ? ImageAttestations.FolderOf(text) : null);
            var store = folder is null ? opened.Source.Store : new LayoutStore(folder);
            var report = await new ImageVerifier(opened.Source, store, trusted).VerifyAsync(cancellation);
            var output = parsed.InvocationConfiguration;
            if (parsed.GetValue(json))
                await output.Output.WriteLineAsync(
                    JsonSerializer.Serialize(new(report), CliJson.Default.VerifyDocument));
            else
                await output.Output.WriteAsync(report.Text());
            foreach (var error in report.Errors)
                await output.Error.WriteLineAsync(HarmlessText.OfLine(error.ToString()));
            return report.IsVerified ? 0 : CommandLine.Failed;
        });
        return command;
    }
}

/// <summary>The output of `argosy images verify --json`.</summary>
internal sealed record VerifyDocument(
    string Image, string Key, bool Verified, IReadOnlyList<VerifiedManifest> Manifests,
    IReadOnlyList<VerifyError> Errors)
{
    internal VerifyDocument(VerificationReport report)
        : this(report.Image, report.Key, report.IsVerified, report.Manifests,
            [.. report.Errors.Select(e => new VerifyError(e.Id, e.Place.ToString(), e.Cause, e.Remedy))])
    {
    }
}

/// <summary>An error of a verification.</summary>
internal sealed record VerifyError(string Id, string Place, string Cause, string Remedy);
