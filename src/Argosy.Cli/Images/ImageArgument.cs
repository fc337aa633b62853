using System.CommandLine;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Images;

/// <summary>An image that a command names: the folder of a layout, or a reference to a registry. Its owner disposes it.
/// </summary>
internal sealed class ImageArgument : IDisposable
{
    private readonly RegistryStore? _registry;

    private ImageArgument(ImageSource source, RegistryStore? registry) => (Source, _registry) = (source, registry);

    public ImageSource Source { get; }

    internal static Argument<string> Declare(string name, string description) =>
        new(name) { Description = $"{description}: a layout's folder, or HOST/REPOSITORY with :TAG or @DIGEST." };

    /// <summary>Opens the image. Errors ARG0473 and ARG0478, and those of registries.</summary>
    internal static async Task<ImageArgument> OpenAsync(string text, CancellationToken cancellation)
    {
        if (Directory.Exists(text)) return new(await ImageSource.OpenLayoutAsync(text, cancellation), null);
        var (repository, reference) = Split(text);
        var registry = RegistryStore.Open(Parse(text, repository));
        try
        {
            return new(await ImageSource.OpenAsync(registry, reference, cancellation), registry);
        }
        catch
        {
            registry.Dispose();
            throw;
        }
    }

    public void Dispose() => _registry?.Dispose();

    private static RegistryAddress Parse(string text, string repository)
    {
        try
        {
            return RegistryAddress.Parse($"oci://{repository}");
        }
        catch (ArgosyException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0478", SourceLocation.CommandLine,
                text.Contains('@') && !text.Contains("@sha256:", StringComparison.Ordinal)
                    ? "an address with a user or a password isn't an image"
                    : $"'{text}' is neither a layout's folder nor an image of a registry",
                "Write HOST/REPOSITORY:TAG, HOST/REPOSITORY@sha256:DIGITS, or a folder that exists."), e);
        }
    }

    // The digest wins over a tag before it, as everywhere.
    private static (string Repository, string Reference) Split(string text)
    {
        var bare = text.StartsWith("oci://", StringComparison.Ordinal) ? text["oci://".Length..] : text;
        var digest = bare.IndexOf("@sha256:", StringComparison.Ordinal);
        var named = digest < 0 ? bare : bare[..digest];
        var colon = named.LastIndexOf(':');
        var hasTag = colon > named.LastIndexOf('/');
        var repository = hasTag ? named[..colon] : named;
        return (repository, digest >= 0 ? bare[(digest + 1)..] : hasTag ? named[(colon + 1)..] : "latest");
    }
}
