using System.CommandLine;
using System.Text.Json;
using Argosy.Images.Publishing;
using Argosy.Oci.Model;
using Argosy.Oci.Transfer;

namespace Argosy.Cli.Images;

/// <summary>`argosy images list`: shows what a registry has.</summary>
internal static class ImagesList
{
    internal static Command Command()
    {
        var reference = new Argument<string>("reference") { Description = "HOST/REPOSITORY with :TAG or @DIGEST." };
        var options = new TransferOptions();
        var command = new Command("list", "Shows the tags of a repository, and the platforms of an image.")
        {
            reference
        };
        options.AddTo(command, hasArchitectures: false);
        command.SetAction(async (parsed, cancellation) =>
        {
            var image = ImageReference.Parse(parsed.GetValue(reference)!);
            var listing = await new ImagePull(image, options.Read(parsed)).ListAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(options.IsJson(parsed)
                ? JsonSerializer.Serialize(new(listing), CliJson.Default.ListingDocument)
                : Text(listing));
            return 0;
        });
        return command;
    }

    private static string Text(RepositoryListing listing) => string.Join('\n',
    [
        $"{listing.Name}: {string.Join(", ", listing.Tags)}",
        .. listing.Image is not { } image ? (string[])[] :
        [
            $"{image.Reference}: {image.Descriptor.Digest}",
            .. image.Platforms.Select(p =>
                $"  {p.Platform?.ToString() ?? "no platform"}  {p.Digest}  {PushText.Bytes(p.Size)}"),
        ],
    ]);
}

/// <summary>The output of `argosy images list --json`.</summary>
internal sealed record ListingDocument(
    string Name, IReadOnlyList<string> Tags, string? Digest, IReadOnlyList<ListedPlatform> Platforms)
{
    internal ListingDocument(RepositoryListing listing)
        : this(listing.Name, listing.Tags, listing.Image?.Descriptor.Digest.ToString(),
            [.. (listing.Image?.Platforms ?? []).Select(p => new ListedPlatform(
                p.Platform?.ToString(), p.Digest.ToString()))])
    {
    }
}

/// <summary>A platform of an index: os/architecture, with its manifest.</summary>
internal sealed record ListedPlatform(string? Platform, string Digest);
