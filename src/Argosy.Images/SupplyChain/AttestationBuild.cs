using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Artifacts.Trust;
using Argosy.Images.Definition;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.SupplyChain;

/// <summary>The attestations of the images declared in <c>images/</c>.</summary>
/// <param name="settings">The run.</param>
/// <param name="images">The images.</param>
/// <param name="signing">The key to sign with, and the commit that is built.</param>
public sealed class AttestationBuild(BuildSettings settings, ImageBuild images, SigningSettings signing)
{
    private const string OwnPackageFiles = "*.nupkg";

    // Read once, and not before a task needs it.
    private SigningKey? Key => field ??= signing.LoadKey();

    /// <summary>Declares an image's attestations. Error ARG0257 if the key can't be used.</summary>
    public void Declare(TaskDeclaration task, ImageDefinition image) => task
        .InputsIfPresent(
            $"images/{image.Name}/**", $"{settings.Paths.Relative(settings.Paths.Packages)}/{OwnPackageFiles}")
        .InputsIfPresent([.. settings.Architectures.Select(a => settings.Paths.Relative(LockOf(image, a)))])
        .Values(
            image.Fingerprint, $"{settings.SourceDate}", string.Join(',', settings.Architectures),
            $"commit={signing.Commit}", $"key={Key?.Public.Id}", $"identity={IdentityOf(image)}",
            $"builder={signing.Builder}")
        .Outputs(
            settings.Paths.Relative(settings.Paths.Attestations(image.Name)),
            settings.Paths.Relative(settings.Paths.Sboms(image.Name)));

    /// <summary>Writes an image's bills of materials, provenance and signatures, after its index is complete.</summary>
    public async Task AttestAsync(ImageDefinition image, TaskContext task)
    {
        var request = new AttestationRequest(
            image.Name, settings.Paths.Image(image.Name),
            settings.Architectures.ToDictionary(a => a, a => LockOf(image, a)), ProvenanceOf(image))
        {
            Key = Key,
            Identity = IdentityOf(image),
            Own = OwnPackages.Read(Directory.Exists(settings.Paths.Packages)
                ? Directory.EnumerateFiles(settings.Paths.Packages, OwnPackageFiles)
                : []),
        };
        var sboms = await ImageAttestations.WriteAsync(
            request, settings.Paths.Attestations(image.Name), task.Cancellation);
        using var staged = new StagedFolder(settings.Paths.Sboms(image.Name));
        foreach (var (sbom, architecture) in sboms.Zip(Architectures(sboms)))
        {
            await File.WriteAllBytesAsync(
                Path.Combine(staged.Path, $"{architecture}.cdx.json"), sbom.CycloneDx, task.Cancellation);
            await File.WriteAllBytesAsync(
                Path.Combine(staged.Path, $"{architecture}.spdx.json"), sbom.Spdx, task.Cancellation);
        }

        staged.Publish();
        task.Log(Key is { } key
            ? $"{image.Name} is signed with the key {key.Public.Id}"
            : $"{image.Name} isn't signed: no --sign-key was given");
    }

    private static IEnumerable<string> Architectures(IEnumerable<PlatformSbom> sboms) => sboms.Select(
        s => Architecture.All.FirstOrDefault(a => Oci.Model.OciPlatform.Of(a) == s.Platform.Platform)?.Name
            ?? s.Contents.Platform.Architecture);

    private Provenance ProvenanceOf(ImageDefinition image)
    {
        var inputs = Directory.EnumerateFiles(
                Path.Combine(settings.Root, "images", image.Name), "*", SearchOption.AllDirectories)
            .Concat(settings.Architectures.Select(a => LockOf(image, a)).Where(File.Exists));
        return new(image.Name, $"Images-{image.Name}", [.. settings.Architectures.Select(a => a.Name)])
        {
            SourceDate = settings.SourceDate.Time,
            Commit = signing.Commit?.Id,
            HasChanges = signing.Commit?.HasChanges ?? false,
            Builder = signing.Builder ?? Provenance.LocalBuilder,
            Inputs = [.. inputs.Select(f => new BuildInput(settings.Paths.Relative(f), Digest.OfFile(f)))],
        };
    }

    private string? IdentityOf(ImageDefinition image) =>
        signing.Prefix is { } prefix ? $"{prefix.TrimEnd('/')}/{image.Name}"
            : image.Publish is { Repository: not null } publish ? publish.RepositoryOf(image.Name, null).Name : null;

    private string LockOf(ImageDefinition image, Architecture architecture) =>
        PackageLock.PathOf(settings.Paths.Locks, images.SetOf(image, architecture));
}
