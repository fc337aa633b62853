using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.SupplyChain.Sbom;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.SupplyChain;

/// <summary>Writes what is known about an image, beside it: bills of materials, provenance and signatures, as an OCI
/// layout of referrers. The image's layout and digest stay as they are.</summary>
public static class ImageAttestations
{
    /// <summary>The artifact type of a statement without a signature.</summary>
    public const string StatementType = Dsse.InToto;

    /// <summary>The folder of an image's attestations, beside its layout.</summary>
    public static string FolderOf(string layout) => Path.TrimEndingDirectorySeparator(layout) + ".attest";

    /// <summary>Writes the attestations of an image to a folder, which is replaced.</summary>
    /// <returns>The bills of materials of each platform.</returns>
    /// <exception cref="Platforms.Diagnostics.ArgosyException">ARG0420–ARG0423, ARG0473, ARG0474, ARG0476: the image
    /// can't be read.</exception>
    public static async Task<IReadOnlyList<PlatformSbom>> WriteAsync(
        AttestationRequest request, string target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var image = await ImageSource.OpenLayoutAsync(request.Layout, cancellation);
        var sboms = new List<PlatformSbom>();
        foreach (var platform in image.Platforms)
            sboms.Add(await DescribeAsync(request, image, platform, cancellation));
        using var staged = new StagedFolder(target);
        await AttachAsync(request, image, sboms, new LayoutStore(staged.Path), cancellation);
        staged.Publish();
        return sboms;
    }

    private static async Task<PlatformSbom> DescribeAsync(
        AttestationRequest request, ImageSource image, Descriptor platform, CancellationToken cancellation)
    {
        var path = request.Locks.FirstOrDefault(l => OciPlatform.Of(l.Key) == platform.Platform).Value;
        var packages = path is null ? null : PackageLock.TryLoad(path);
        var contents = await new ContentsReader(request.Image, request.Own)
            .ReadAsync(image, platform, packages, cancellation);
        var created = request.Provenance.SourceDate;
        return new(
            platform, contents, CycloneDxDocument.Write(contents, created), SpdxDocument.Write(contents, created));
    }

    private static async Task AttachAsync(
        AttestationRequest request, ImageSource image, List<PlatformSbom> sboms, LayoutStore store,
        CancellationToken cancellation)
    {
        var subjects = image.Subjects;
        var provenance = request.Provenance.Write([.. subjects.Select(s => Named(request, s))]);
        var writer = new ReferrerWriter(store);
        foreach (var sbom in sboms)
            await writer.AttachAsync([.. SbomArtifacts(request, sbom)], cancellation);
        foreach (var subject in subjects)
        {
            await writer.AttachAsync(
                [Stated(request, subject, Provenance.PredicateType, provenance)], cancellation);
            if (request.Key is not { } key) continue;
            var signature = Statement.OfSignature(Named(request, subject));
            await writer.AttachAsync(
                [Stated(request, subject, Statement.SignaturePredicate, signature)], cancellation);
            await writer.PutAsync(
                SimpleSigning.TagOf(subject.Digest),
                SimpleSigning.Sign(subject.Digest, request.Identity ?? request.Image, key), cancellation);
        }
    }

    // The documents as they are, for tools that read them; signed as statements, for tools that verify them.
    private static IEnumerable<ReferrerArtifact> SbomArtifacts(AttestationRequest request, PlatformSbom sbom)
    {
        foreach (var (type, predicate, document) in ((string, string, byte[])[])
            [
                (CycloneDxDocument.MediaType, CycloneDxDocument.PredicateType, sbom.CycloneDx),
                (SpdxDocument.MediaType, SpdxDocument.PredicateType, sbom.Spdx),
            ])
        {
            yield return ReferrerArtifact.Of(type, sbom.Platform, document, type, []);
            if (request.Key is null) continue;
            var statement = Statement.OfDocument(predicate, Named(request, sbom.Platform), document);
            yield return Stated(request, sbom.Platform, predicate, statement);
        }
    }

    private static ReferrerArtifact Stated(
        AttestationRequest request, Descriptor subject, string predicateType, byte[] statement) =>
        request.Key is { } key
            ? ReferrerArtifact.Of(
                SigstoreBundle.MediaType, subject, SigstoreBundle.Sign(statement, key).Write(),
                SigstoreBundle.MediaType, SigstoreBundle.Annotations(predicateType))
            : ReferrerArtifact.Of(StatementType, subject, statement, StatementType, []);

    private static StatementSubject Named(AttestationRequest request, Descriptor subject) =>
        new(request.Identity ?? request.Image, subject.Digest);
}

/// <summary>The bills of materials of one platform.</summary>
/// <param name="Platform">The platform's manifest.</param>
/// <param name="Contents">What is in the image.</param>
/// <param name="CycloneDx">The CycloneDX document.</param>
/// <param name="Spdx">The SPDX document.</param>
public sealed record PlatformSbom(Descriptor Platform, ImageContents Contents, byte[] CycloneDx, byte[] Spdx);
