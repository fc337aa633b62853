using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Engines;

/// <summary>One platform's image in a layout.</summary>
/// <param name="Layout">The layout's folder.</param>
/// <param name="Descriptor">Of its manifest, with the platform.</param>
/// <param name="Manifest">The manifest.</param>
public sealed record PlatformImage(string Layout, Descriptor Descriptor, ImageManifest Manifest)
{
    /// <summary>The images of a layout, in the order of its index; attestations and other artifacts aren't
    /// images.</summary>
    public static IReadOnlyList<PlatformImage> All(OciLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return
        [
            .. from descriptor in layout.Manifests
               where descriptor.Platform is { Os: "linux" }
               let manifest = ImageManifest.Read(
                   File.ReadAllBytes(BlobFolder.PathIn(layout.Folder, descriptor.Digest)))
               where manifest.Config.MediaType == MediaTypes.Config
               select new PlatformImage(layout.Folder, descriptor, manifest)
        ];
    }

    /// <summary>The image of an architecture. Error ARG0483 where the layout has none.</summary>
    public static PlatformImage Of(OciLayout layout, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var images = All(layout);
        return images.FirstOrDefault(i => i.IsFor(architecture))
            ?? throw new ArgosyException(new Diagnostic("ARG0483", new(layout.Folder),
                $"the layout has no image for {architecture}; it has {Listed(images)}",
                "Choose one of these, or build the image for that architecture."));
    }

    /// <summary>Whether it is an architecture's.</summary>
    public bool IsFor(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return Descriptor.Platform?.Architecture == architecture.OciArchitecture;
    }

    /// <summary>The architecture; null if Argosy doesn't know it.</summary>
    public Architecture? FindArchitecture() => Architecture.All.FirstOrDefault(IsFor);

    /// <summary>The bytes of a blob.</summary>
    internal byte[] Read(Descriptor blob) => File.ReadAllBytes(BlobFolder.PathIn(Layout, blob.Digest));

    private static string Listed(IReadOnlyList<PlatformImage> images) => images.Count == 0
        ? "none"
        : string.Join(", ", images.Select(i => i.FindArchitecture()?.Name ?? i.Descriptor.Platform!.ToString()));
}
