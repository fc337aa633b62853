using Argosy.Artifacts;
using Argosy.Images;
using Argosy.Images.Definition;
using Argosy.Images.Oci;
using Argosy.Images.Proof;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Core;

namespace Cake.Argosy;

public sealed partial class Session
{
    /// <summary>The images that <c>images/</c> describes, by name.</summary>
    public IReadOnlyList<ImageDefinition> Images => field ??= [.. LoadImages()];

    /// <summary>Declares what an architecture's images are made from.</summary>
    public void DeclareImages(CakeTaskBuilder task, Architecture architecture)
    {
        task.Inputs("images/**").Values($"{SourceDate}", $"locked={Locked}");
        foreach (var image in Images)
        {
            task.Inputs(Paths.Relative(PackageLock.PathOf(Paths.Locks, ImageSet(image, architecture))))
                .Outputs(Paths.Relative(SingleImage(image, architecture)));
        }
    }

    /// <summary>Builds an architecture's images, each as a layout of its own.</summary>
    public async Task BuildImagesAsync(Architecture architecture)
    {
        foreach (var image in Images)
        {
            var layout = SingleImage(image, architecture);
            var tar = layout + ".root.tar";
            try
            {
                Note(await Roots.BuildTarAsync(ImageSet(image, architecture), tar, CurrentTask.Cancellation));
                await new ImageBuild(image, Root, SourceDate.Time)
                    .BuildAsync(Model.BasePlatform(architecture), tar, layout, CurrentTask.Cancellation);
            }
            finally
            {
                File.Delete(tar);
            }
        }
    }

    /// <summary>Puts the architectures' images together under one index each.</summary>
    public async Task AssembleImagesAsync()
    {
        foreach (var image in Images)
        {
            var layouts = Architectures.Select(a => SingleImage(image, a)).ToList();
            var index = await ImageLayout.AssembleAsync(image, layouts, Paths.Image(image.Name), SourceDate.Time, CurrentTask.Cancellation);
            CurrentTask.Made(new(image.Name, ArtifactKind.Index, null, Paths.Relative(Paths.Image(image.Name)), index.Digest, index.Size));
            foreach (var single in Architectures.Select(a => (Architecture: a, Layout: OciLayout.Verify(SingleImage(image, a)))))
            {
                CurrentTask.Made(new($"{image.Name} for {single.Architecture}", ArtifactKind.Image, single.Architecture.Name,
                    ManifestPath(image, single.Layout), single.Layout.Manifests[0].Digest, single.Layout.Blobs.Sum(b => b.Size)));
            }
        }
    }

    /// <summary>podman runs each image's self-test for an architecture.</summary>
    public async Task ProveImagesAsync(Architecture architecture)
    {
        foreach (var image in Images.Where(i => i.SelfTest is not null))
        {
            var proof = new ImageProof(Commands, Path.Combine(Paths.State, "images", "proof"));
            var result = await proof.RunAsync(Paths.Image(image.Name), architecture, image.SelfTest!, CurrentTask.Cancellation);
            // podman chose the architecture's manifest through the index, which is proven with it.
            foreach (var proven in (string[])[ManifestPath(image, OciLayout.Verify(SingleImage(image, architecture))), Paths.Relative(Paths.Image(image.Name))])
                Evidence.Record(proven, ProofLevel.Runs, result, $"podman runs the self-test of {image.Name} for {architecture}");
        }
    }

    /// <summary>skopeo reads and copies each multi-platform layout.</summary>
    public async Task InspectImagesAsync()
    {
        foreach (var image in Images)
        {
            var proof = new ImageProof(Commands, Path.Combine(Paths.State, "images", "proof"));
            var result = await proof.InspectAsync(Paths.Image(image.Name), CurrentTask.Cancellation);
            Evidence.Record(Paths.Relative(Paths.Image(image.Name)), ProofLevel.Loads, result,
                $"skopeo reads and copies {image.Name}");
        }
    }

    private PackageSet ImageSet(ImageDefinition image, Architecture architecture) =>
        new(Model.BasePlatform(architecture), $"image-{image.Name}", image.Packages) { Place = image.PackagesPlace };

    private string SingleImage(ImageDefinition image, Architecture architecture) =>
        Path.Combine(Paths.State, "images", image.Name, architecture.Name);

    // Where the one manifest of a single-platform layout lies in the assembled layout.
    private string ManifestPath(ImageDefinition image, OciLayout single) =>
        Paths.Relative(OciLayout.BlobPath(Paths.Image(image.Name), single.Manifests[0].Digest));

    private IEnumerable<ImageDefinition> LoadImages()
    {
        var folder = Path.Combine(Root, "images");
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder, ImageDefinition.FileName, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(f => ImageDefinition.Load(f, Paths.Relative(f)));
    }
}
