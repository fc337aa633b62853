using Argosy.Artifacts;
using Argosy.Images;
using Argosy.Images.Definition;
using Argosy.Images.Layers;
using Argosy.Images.Proof;
using Argosy.Oci.Layout;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Project;

/// <summary>The container images declared in <c>images/</c>.</summary>
public sealed class ProjectImages(Session session)
{
    private const string Kind = "image";

    /// <summary>The images declared in <c>images/</c>, by name.</summary>
    public IReadOnlyList<ImageDefinition> Definitions => field ??= Load();

    /// <summary>A cell for each image.</summary>
    public IEnumerable<Cell> Cells => Definitions.Select(d => new Cell(Kind, d.Name));

    /// <summary>A cell for each image and architecture.</summary>
    public IEnumerable<Cell> LayerCells => Cells.SelectMany(cell => session.Model.Architectures.Select(cell.For));

    /// <summary>The image of a cell.</summary>
    public ImageDefinition Find(Cell cell) => Definitions.Single(d => d.Name == cell?.Item);

    /// <summary>Declares the inputs of an image for an architecture.</summary>
    public void Declare(CakeTaskBuilder task, ImageDefinition image, Architecture architecture)
    {
        var set = SetOf(image, architecture);
        task.InputsIfPresent([$"images/{image.Name}/**", .. SourcesOf(image, architecture)])
            .InputsIfPresent(session.Paths.Relative(PackageLock.PathOf(session.Paths.Locks, set)))
            .Values(image.Fingerprint, $"{session.SourceDate}", $"locked={session.Locked}", RootConsistency.ValueFor(session.Model, architecture))
            .Uses(ProjectRoots.Unpacker)
            .Outputs(session.Paths.Relative(session.Paths.ImageLayer(image.Name, architecture)));
    }

    /// <summary>Builds an image for an architecture, as a separate layout.</summary>
    public async Task BuildAsync(ImageDefinition image, Architecture architecture)
    {
        using var staged = new StagedFolder(session.Paths.ImageLayer(image.Name, architecture));
        // Before the packages, which take longer.
        new SourceCheck(session.Root).RequireAll(image, architecture);
        // Never published: it has the packages' tar until the layers are made from it.
        using var scratch = new StagedFolder($"{session.Paths.ImageLayer(image.Name, architecture)}.packages");
        var tar = Path.Combine(scratch.Path, "root.tar");
        var set = SetOf(image, architecture);
        var root = await session.Roots.Builder.BuildTarAsync(set, tar, Session.CurrentTask.Cancellation);
        await session.Roots.CheckAsync(set, root);
        ProjectRoots.Note(root);
        await new ImageBuild(image, session.Root, session.SourceDate.Time).BuildAsync(
            session.Model.BasePlatform(architecture), tar, staged.Path, Session.CurrentTask.Cancellation);
        staged.Publish();
    }

    /// <summary>Combines an image's architectures under one index.</summary>
    public async Task AssembleAsync(ImageDefinition image)
    {
        using var staged = new StagedFolder(session.Paths.Image(image.Name));
        var layouts = session.Architectures.Select(a => session.Paths.ImageLayer(image.Name, a)).ToList();
        var index = await ImageLayout.AssembleAsync(image, layouts, staged.Path, session.SourceDate.Time, Session.CurrentTask.Cancellation);
        staged.Publish();
        var path = session.Paths.Relative(session.Paths.Image(image.Name));
        Session.CurrentTask.Made(new(image.Name, ArtifactKind.Index, null, path, index.Digest, index.Size));
        foreach (var (architecture, layout) in session.Architectures.Select(a => (a, SingleOf(image, a))))
        {
            Session.CurrentTask.Made(new($"{image.Name} for {architecture}", ArtifactKind.Image, architecture.Name,
                ManifestPath(image, layout), layout.Manifests[0].Digest, layout.Blobs.Sum(b => b.Size)));
        }
    }

    /// <summary>podman runs an image's self-test for an architecture; for an image without one, it makes a container.</summary>
    public async Task ProveAsync(ImageDefinition image, Architecture architecture)
    {
        var layout = session.Paths.Image(image.Name);
        var (level, how) = image.SelfTest is null
            ? (ProofLevel.Loads, $"podman makes a container of {image.Name} for {architecture}; it has no self-test")
            : (ProofLevel.Runs, $"podman runs the self-test of {image.Name} for {architecture}");
        var result = image.SelfTest is { } test
            ? await Podman.RunAsync(layout, architecture, test, Session.CurrentTask.Cancellation)
            : await Podman.CreateAsync(layout, architecture, Session.CurrentTask.Cancellation);
        // podman chose the architecture's manifest through the index, so that part of the index is proven, too.
        var index = session.Paths.Relative(layout);
        Evidence.Record(ManifestPath(image, SingleOf(image, architecture)), level, result, how);
        Evidence.Record(Proof.OfPart(index, architecture.Name), level, result, how);
        Evidence.Await(index, session.Architectures.Where(a => a != architecture).Select(a => a.Name));
    }

    /// <summary>skopeo reads and copies an image's multi-platform layout.</summary>
    public async Task InspectAsync(ImageDefinition image)
    {
        var layout = session.Paths.Image(image.Name);
        var result = await Podman.InspectAsync(layout, Session.CurrentTask.Cancellation);
        // All its platforms, since all their manifests and blobs were copied.
        var manifests = session.Architectures.Select(a => ManifestPath(image, SingleOf(image, a)));
        foreach (var path in manifests.Prepend(session.Paths.Relative(layout)))
            Evidence.Record(path, ProofLevel.Loads, result, $"skopeo reads and copies {image.Name}");
    }

    /// <summary>The Debian packages of each image for an architecture.</summary>
    internal IEnumerable<PackageSet> PackageSets(Architecture architecture) => Definitions.Select(image => SetOf(image, architecture));

    private PackageSet SetOf(ImageDefinition image, Architecture architecture) =>
        new(session.Model.BasePlatform(architecture), $"image-{image.Name}", image.Packages) { Place = image.PackagesPlace };

    private ImageProof Podman => new(Session.Commands, Path.Combine(session.Paths.State, "images", "proof"));

    private OciLayout SingleOf(ImageDefinition image, Architecture architecture) =>
        OciLayout.Verify(session.Paths.ImageLayer(image.Name, architecture));

    // A file, or all of a folder, which may not exist yet.
    private static IEnumerable<string> SourcesOf(ImageDefinition image, Architecture architecture) =>
        from file in image.Files.OfType<CopiedFile>()
        where file.IsFor(architecture)
        let source = file.Source.For(architecture).TrimEnd('/')
        from glob in (string[])[source, $"{source}/**"]
        select glob;

    private IReadOnlyList<ImageDefinition> Load()
    {
        var images = ImageRoom.Load(session.Root);
        foreach (var image in images) new SourceCheck(session.Root).RefuseImpossible(image, session.Architectures);
        return images;
    }

    // The path of a single-platform layout's manifest in the assembled layout.
    private string ManifestPath(ImageDefinition image, OciLayout single) =>
        session.Paths.Relative(OciLayout.BlobPath(session.Paths.Image(image.Name), single.Manifests[0].Digest));
}
