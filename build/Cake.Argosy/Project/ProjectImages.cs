using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Images;
using Argosy.Images.Definition;
using Argosy.Images.Layers;
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
    public IReadOnlyList<ImageDefinition> Definitions => field ??= Load();

    /// <summary>Declares what an architecture's images are made from.</summary>
    public void Declare(CakeTaskBuilder task, Architecture architecture)
    {
        task.InputsIfPresent("images/**").Values($"{session.SourceDate}", $"locked={session.Locked}", RootConsistency.ValueFor(session.Model, architecture))
            .Uses(ProjectRoots.Unpacker)
            .Outputs(session.Paths.Relative(session.Paths.ImageLayers(architecture)));
        foreach (var image in Definitions)
            task.InputsIfPresent(session.Paths.Relative(PackageLock.PathOf(session.Paths.Locks, SetOf(image, architecture))));
    }

    /// <summary>Builds an architecture's images, each as a layout of its own, into a folder that then holds nothing else.
    /// </summary>
    public async Task BuildAsync(Architecture architecture)
    {
        using var staged = new StagedFolder(session.Paths.ImageLayers(architecture));
        foreach (var image in Definitions)
        {
            // Before the packages, which take longer.
            new SourceCheck(session.Root).RequireAll(image, architecture);
            var tar = Path.Combine(staged.Path, $"{image.Name}.root.tar");
            try
            {
                var set = SetOf(image, architecture);
                var root = await session.Roots.Builder.BuildTarAsync(set, tar, Session.CurrentTask.Cancellation);
                await session.Roots.CheckAsync(set, root);
                ProjectRoots.Note(root);
                await new ImageBuild(image, session.Root, session.SourceDate.Time).BuildAsync(
                    session.Model.BasePlatform(architecture), tar, Path.Combine(staged.Path, image.Name), Session.CurrentTask.Cancellation);
            }
            finally
            {
                Leftovers.TryRemove(tar);
            }
        }

        staged.Publish();
    }

    /// <summary>Puts the architectures' images together under one index each, in a folder that then holds nothing else.
    /// </summary>
    public async Task AssembleAsync()
    {
        using var staged = new StagedFolder(session.Paths.Images);
        var indexes = new List<(ImageDefinition Image, Descriptor Index)>();
        foreach (var image in Definitions)
        {
            var layouts = session.Architectures.Select(a => SingleOf(image, a)).ToList();
            indexes.Add((image, await ImageLayout.AssembleAsync(
                image, layouts, Path.Combine(staged.Path, image.Name), session.SourceDate.Time, Session.CurrentTask.Cancellation)));
        }

        staged.Publish();
        foreach (var (image, index) in indexes)
        {
            Session.CurrentTask.Made(new(image.Name, ArtifactKind.Index, null, session.Paths.Relative(session.Paths.Image(image.Name)), index.Digest, index.Size));
            foreach (var single in session.Architectures.Select(a => (Architecture: a, Layout: OciLayout.Verify(SingleOf(image, a)))))
            {
                Session.CurrentTask.Made(new($"{image.Name} for {single.Architecture}", ArtifactKind.Image, single.Architecture.Name,
                    ManifestPath(image, single.Layout), single.Layout.Manifests[0].Digest, single.Layout.Blobs.Sum(b => b.Size)));
            }
        }
    }

    /// <summary>podman runs each image's self-test for an architecture; of an image without one, it makes a container.</summary>
    public async Task ProveAsync(Architecture architecture)
    {
        foreach (var image in Definitions)
        {
            var proof = new ImageProof(Session.Commands, Path.Combine(session.Paths.State, "images", "proof"));
            var layout = session.Paths.Image(image.Name);
            var (level, how) = image.SelfTest is null
                ? (ProofLevel.Loads, $"podman makes a container of {image.Name} for {architecture}; it has no self-test")
                : (ProofLevel.Runs, $"podman runs the self-test of {image.Name} for {architecture}");
            var result = image.SelfTest is { } test
                ? await proof.RunAsync(layout, architecture, test, Session.CurrentTask.Cancellation)
                : await proof.CreateAsync(layout, architecture, Session.CurrentTask.Cancellation);
            // podman chose the architecture's manifest through the index, of which that part is proven with it.
            var index = session.Paths.Relative(layout);
            Evidence.Record(ManifestPath(image, OciLayout.Verify(SingleOf(image, architecture))), level, result, how);
            Evidence.Record(Proof.OfPart(index, architecture.Name), level, result, how);
            Evidence.Await(index, session.Architectures.Where(a => a != architecture).Select(a => a.Name));
        }
    }

    /// <summary>skopeo reads and copies each multi-platform layout.</summary>
    public async Task InspectAsync()
    {
        foreach (var image in Definitions)
        {
            var proof = new ImageProof(Session.Commands, Path.Combine(session.Paths.State, "images", "proof"));
            var result = await proof.InspectAsync(session.Paths.Image(image.Name), Session.CurrentTask.Cancellation);
            // All platforms of it, each of whose manifests and blobs arrived.
            var manifests = session.Architectures.Select(a => ManifestPath(image, OciLayout.Verify(SingleOf(image, a))));
            foreach (var path in manifests.Prepend(session.Paths.Relative(session.Paths.Image(image.Name))))
                Evidence.Record(path, ProofLevel.Loads, result, $"skopeo reads and copies {image.Name}");
        }
    }

    /// <summary>The Debian packages of each image for an architecture.</summary>
    internal IEnumerable<PackageSet> PackageSets(Architecture architecture) => Definitions.Select(image => SetOf(image, architecture));

    private PackageSet SetOf(ImageDefinition image, Architecture architecture) =>
        new(session.Model.BasePlatform(architecture), $"image-{image.Name}", image.Packages) { Place = image.PackagesPlace };

    private string SingleOf(ImageDefinition image, Architecture architecture) =>
        Path.Combine(session.Paths.ImageLayers(architecture), image.Name);

    private IReadOnlyList<ImageDefinition> Load()
    {
        var images = ImageRoom.Load(session.Root);
        foreach (var image in images) new SourceCheck(session.Root).RefuseImpossible(image, session.Architectures);
        return images;
    }

    // Where the one manifest of a single-platform layout lies in the assembled layout.
    private string ManifestPath(ImageDefinition image, OciLayout single) =>
        session.Paths.Relative(OciLayout.BlobPath(session.Paths.Image(image.Name), single.Manifests[0].Digest));
}
