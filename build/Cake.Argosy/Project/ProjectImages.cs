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

namespace Cake.Argosy.Project;

/// <summary>The container images that <c>images/</c> describes.</summary>
public sealed class ProjectImages(Session session)
{
    /// <summary>The images that <c>images/</c> describes, by name.</summary>
    public IReadOnlyList<ImageDefinition> Definitions => field ??= [.. Load()];

    /// <summary>Declares what an architecture's images are made from.</summary>
    public void Declare(CakeTaskBuilder task, Architecture architecture)
    {
        task.Inputs("images/**").Values($"{session.SourceDate}", $"locked={session.Locked}").Uses(ProjectRoots.Unpacker);
        foreach (var image in Definitions)
        {
            task.InputsIfPresent(session.Paths.Relative(PackageLock.PathOf(session.Paths.Locks, SetOf(image, architecture))))
                .Outputs(session.Paths.Relative(SingleOf(image, architecture)));
        }
    }

    /// <summary>Builds an architecture's images, each as a layout of its own.</summary>
    public async Task BuildAsync(Architecture architecture)
    {
        foreach (var image in Definitions)
        {
            var layout = SingleOf(image, architecture);
            var tar = layout + ".root.tar";
            try
            {
                ProjectRoots.Note(await session.Roots.Builder.BuildTarAsync(SetOf(image, architecture), tar, Session.CurrentTask.Cancellation));
                await new ImageBuild(image, session.Root, session.SourceDate.Time)
                    .BuildAsync(session.Model.BasePlatform(architecture), tar, layout, Session.CurrentTask.Cancellation);
            }
            finally
            {
                File.Delete(tar);
            }
        }
    }

    /// <summary>Puts the architectures' images together under one index each.</summary>
    public async Task AssembleAsync()
    {
        foreach (var image in Definitions)
        {
            var layouts = session.Architectures.Select(a => SingleOf(image, a)).ToList();
            var index = await ImageLayout.AssembleAsync(image, layouts, session.Paths.Image(image.Name), session.SourceDate.Time, Session.CurrentTask.Cancellation);
            Session.CurrentTask.Made(new(image.Name, ArtifactKind.Index, null, session.Paths.Relative(session.Paths.Image(image.Name)), index.Digest, index.Size));
            foreach (var single in session.Architectures.Select(a => (Architecture: a, Layout: OciLayout.Verify(SingleOf(image, a)))))
            {
                Session.CurrentTask.Made(new($"{image.Name} for {single.Architecture}", ArtifactKind.Image, single.Architecture.Name,
                    ManifestPath(image, single.Layout), single.Layout.Manifests[0].Digest, single.Layout.Blobs.Sum(b => b.Size)));
            }
        }
    }

    /// <summary>podman runs each image's self-test for an architecture.</summary>
    public async Task ProveAsync(Architecture architecture)
    {
        foreach (var image in Definitions.Where(i => i.SelfTest is not null))
        {
            var proof = new ImageProof(Session.Commands, Path.Combine(session.Paths.State, "images", "proof"));
            var result = await proof.RunAsync(session.Paths.Image(image.Name), architecture, image.SelfTest!, Session.CurrentTask.Cancellation);
            // podman chose the architecture's manifest through the index, which is proven with it.
            var manifest = ManifestPath(image, OciLayout.Verify(SingleOf(image, architecture)));
            foreach (var proven in (string[])[manifest, session.Paths.Relative(session.Paths.Image(image.Name))])
                Evidence.Record(proven, ProofLevel.Runs, result, $"podman runs the self-test of {image.Name} for {architecture}");
        }
    }

    /// <summary>skopeo reads and copies each multi-platform layout.</summary>
    public async Task InspectAsync()
    {
        foreach (var image in Definitions)
        {
            var proof = new ImageProof(Session.Commands, Path.Combine(session.Paths.State, "images", "proof"));
            var result = await proof.InspectAsync(session.Paths.Image(image.Name), Session.CurrentTask.Cancellation);
            Evidence.Record(session.Paths.Relative(session.Paths.Image(image.Name)), ProofLevel.Loads, result,
                $"skopeo reads and copies {image.Name}");
        }
    }

    /// <summary>The Debian packages of each image for an architecture.</summary>
    internal IEnumerable<PackageSet> PackageSets(Architecture architecture) => Definitions.Select(image => SetOf(image, architecture));

    private PackageSet SetOf(ImageDefinition image, Architecture architecture) =>
        new(session.Model.BasePlatform(architecture), $"image-{image.Name}", image.Packages) { Place = image.PackagesPlace };

    private string SingleOf(ImageDefinition image, Architecture architecture) =>
        Path.Combine(session.Paths.State, "images", image.Name, architecture.Name);

    // Where the one manifest of a single-platform layout lies in the assembled layout.
    private string ManifestPath(ImageDefinition image, OciLayout single) =>
        session.Paths.Relative(OciLayout.BlobPath(session.Paths.Image(image.Name), single.Manifests[0].Digest));

    private IEnumerable<ImageDefinition> Load()
    {
        var folder = Path.Combine(session.Root, "images");
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder, ImageDefinition.FileName, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(f => ImageDefinition.Load(f, session.Paths.Relative(f)));
    }
}
