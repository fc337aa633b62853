using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Images.Definition;
using Argosy.Images.Layers;
using Argosy.Images.Proof;
using Argosy.Oci.Layout;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Images;

/// <summary>The container images declared in <c>images/</c>.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Installs the images' packages.</param>
public sealed class ImageBuild(BuildSettings settings, PlatformRoots roots)
{
    /// <summary>The images declared in <c>images/</c>, by name.</summary>
    public IReadOnlyList<ImageDefinition> Definitions => field ??= Load();

    /// <summary>The image of that name.</summary>
    public ImageDefinition Find(string name) => Definitions.Single(d => d.Name == name);

    /// <summary>Declares the inputs of an image for an architecture.</summary>
    public void Declare(TaskDeclaration task, ImageDefinition image, Architecture architecture)
    {
        task.InputsIfPresent([$"images/{image.Name}/**", .. SourcesOf(image, architecture)])
            // Those of the other images, too: they determine which packages share a layer.
            .InputsIfPresent([.. PackageSets(architecture).Select(LockOf)])
            .Values(image.Fingerprint, $"{settings.SourceDate}", $"locked={settings.Locked}",
                RootConsistency.ValueFor(settings.Model, architecture))
            .Uses(PlatformRoots.Unpacker)
            .Outputs(
                settings.Paths.Relative(settings.Paths.ImageLayer(image.Name, architecture)),
                settings.Paths.Relative(settings.Paths.ImagePackages(image.Name, architecture)));
        if (image.For(architecture).Finish.Mode == FinishMode.Emulated)
            task.Uses("unshare", "tar").Runs(settings.Host, architecture);
    }

    /// <summary>Builds an image for an architecture, as a separate layout.</summary>
    public async Task BuildAsync(ImageDefinition image, Architecture architecture, TaskContext task)
    {
        using var staged = new StagedFolder(settings.Paths.ImageLayer(image.Name, architecture));
        // Before the packages, which take longer.
        new SourceCheck(settings.Root).RequireAll(image, architecture);
        var set = SetOf(image, architecture);
        var root = await roots.Builder.PackageAsync(set, task.Cancellation);
        await roots.CheckAsync(set, root.Built, task);
        PlatformRoots.Note(root.Built, task);
        var layouts = new LayoutBuilder(image, settings.Root, settings.SourceDate.Time)
        {
            Runner = task.Commands(),
            Set = SharedNames(architecture),
        };
        var built = await layouts.BuildAsync(
            settings.Model.BasePlatform(architecture), root, staged.Path, task.Cancellation);
        foreach (var note in built.Notes) task.Note(note);
        PackageList.Write(settings.Paths.ImagePackages(image.Name, architecture), root.Packages);
        staged.Publish();
    }

    /// <summary>Declares an image's index over all architectures.</summary>
    public void DeclareIndex(TaskDeclaration task, ImageDefinition image) => task
        .Values(image.Fingerprint, $"{settings.SourceDate}", string.Join(',', settings.Architectures))
        .Outputs(settings.Paths.Relative(settings.Paths.Image(image.Name)));

    /// <summary>Combines an image's architectures under one index.</summary>
    public async Task AssembleAsync(ImageDefinition image, TaskContext task)
    {
        using var staged = new StagedFolder(settings.Paths.Image(image.Name));
        var layouts = settings.Architectures.Select(a => settings.Paths.ImageLayer(image.Name, a)).ToList();
        var index = await ImageLayout.AssembleAsync(
            image, layouts, staged.Path, settings.SourceDate.Time, task.Cancellation);
        staged.Publish();
        var path = settings.Paths.Relative(settings.Paths.Image(image.Name));
        task.Made(new(image.Name, ArtifactKind.Index, null, path, index.Digest, index.Size));
        foreach (var (architecture, layout) in settings.Architectures.Select(a => (a, SingleOf(image, a))))
        {
            task.Made(new($"{image.Name} for {architecture}", ArtifactKind.Image, architecture.Name,
                ManifestPath(image, layout), layout.Manifests[0].Digest, layout.Blobs.Sum(b => b.Size)));
        }
    }

    /// <summary>Declares the proof of an image for an architecture.</summary>
    public void DeclareProof(TaskDeclaration task, ImageDefinition image, Architecture architecture) => task
        .Values("proof", image.Fingerprint)
        .Uses("unshare")
        .UsesIfPresent("podman", "runc", "skopeo")
        .Runs(settings.Host, architecture);

    /// <summary>podman runs an image's self-test for an architecture; for an image without one, it makes a
    /// container.</summary>
    public async Task VerifyAsync(ImageDefinition image, Architecture architecture, TaskContext task)
    {
        var layout = settings.Paths.Image(image.Name);
        var selfTest = image.For(architecture).SelfTest;
        var (level, how) = selfTest is null
            ? (ProofLevel.Loads, $"podman makes a container of {image.Name} for {architecture}; it has no self-test")
            : (ProofLevel.Runs, $"podman runs the self-test of {image.Name} for {architecture}");
        var result = selfTest is { } test
            ? await Podman(task).RunAsync(layout, architecture, test, task.Cancellation)
            : await Podman(task).CreateAsync(layout, architecture, task.Cancellation);
        // skopeo found the same image through the index, so that part of the index is proven, too.
        var index = settings.Paths.Relative(layout);
        task.Record(ManifestPath(image, SingleOf(image, architecture)), level, result, how);
        task.Record(Artifacts.Proof.OfPart(index, architecture.Name), level, result, how);
        task.Await(index, settings.Architectures.Where(a => a != architecture).Select(a => a.Name));
    }

    /// <summary>Declares the proof of a layout.</summary>
    public static void DeclareLayoutProof(TaskDeclaration task) => task.Values("proof").UsesIfPresent("skopeo");

    /// <summary>skopeo reads and copies an image's multi-platform layout.</summary>
    public async Task VerifyLayoutAsync(ImageDefinition image, TaskContext task)
    {
        var layout = settings.Paths.Image(image.Name);
        var result = await Podman(task).InspectAsync(layout, task.Cancellation);
        // All its platforms, since all their manifests and blobs were copied.
        var manifests = settings.Architectures.Select(a => ManifestPath(image, SingleOf(image, a)));
        foreach (var path in manifests.Prepend(settings.Paths.Relative(layout)))
            task.Record(path, ProofLevel.Loads, result, $"skopeo reads and copies {image.Name}");
    }

    /// <summary>The Debian packages of an image for an architecture.</summary>
    public PackageSet SetOf(ImageDefinition image, Architecture architecture) =>
        new(settings.Model.BasePlatform(architecture), $"image-{image.Name}", image.For(architecture).Packages)
        {
            Place = image.PackagesPlace,
            OnOther = other => image.For(other).Packages,
            PlaceOf = name => image.For(architecture).PackagePlaces.TryGetValue(name, out var place) ? place : null,
        };

    /// <summary>The Debian packages of each image for an architecture.</summary>
    public IEnumerable<PackageSet> PackageSets(Architecture architecture) =>
        Definitions.Select(image => SetOf(image, architecture));

    /// <summary>The packages of an image that was built for an architecture.</summary>
    public IReadOnlyList<InstalledPackage> PackagesOf(ImageDefinition image, Architecture architecture) =>
        PackageList.Read(settings.Paths.ImagePackages(image.Name, architecture));

    // As far as locks tell: an image without one shares nothing for certain.
    private Dictionary<string, IReadOnlySet<string>> SharedNames(Architecture architecture) => Definitions
        .Select(image => (image.Name, Lock: PackageLock.TryLoad(
            PackageLock.PathOf(settings.Paths.Locks, SetOf(image, architecture)))))
        .Where(image => image.Lock is not null)
        .ToDictionary(
            image => image.Name,
            IReadOnlySet<string> (image) =>
                image.Lock!.Packages.Select(p => p.Name).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

    private string LockOf(PackageSet set) => settings.Paths.Relative(PackageLock.PathOf(settings.Paths.Locks, set));

    private ImageProof Podman(TaskContext task) =>
        new(task.Commands(), Path.Combine(settings.Paths.State, "images", "proof"));

    private OciLayout SingleOf(ImageDefinition image, Architecture architecture) =>
        OciLayout.Verify(settings.Paths.ImageLayer(image.Name, architecture));

    // A file, or all of a folder, which may not exist yet.
    private static IEnumerable<string> SourcesOf(ImageDefinition image, Architecture architecture)
    {
        var definition = image.For(architecture);
        return definition.Files.OfType<CopiedFile>().Where(f => f.IsFor(architecture)).Select(f => f.Source)
            .Concat(definition.Finish.OwnCertificates.Select(c => c.Value))
            .Select(s => s.For(architecture).TrimEnd('/'))
            .SelectMany(source => (string[])[source, $"{source}/**"]);
    }

    private IReadOnlyList<ImageDefinition> Load()
    {
        var images = ImageRoom.Load(settings.Root);
        foreach (var image in images) new SourceCheck(settings.Root).RefuseImpossible(image, settings.Architectures);
        return images;
    }

    // The path of a single-platform layout's manifest in the assembled layout.
    private string ManifestPath(ImageDefinition image, OciLayout single) =>
        settings.Paths.Relative(OciLayout.BlobPath(settings.Paths.Image(image.Name), single.Manifests[0].Digest));
}
