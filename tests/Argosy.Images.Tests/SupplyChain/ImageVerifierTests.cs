using Argosy.Artifacts;
using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;

namespace Argosy.Images.Tests.SupplyChain;

public sealed class ImageVerifierTests : IDisposable
{
    private readonly SampleImage _image = new();

    [Fact]
    public async Task A_signed_image_is_verified_with_all_its_statements()
    {
        await _image.AttestAsync();
        var report = await VerifyAsync();
        report.Errors.ShouldBeEmpty();
        report.IsVerified.ShouldBeTrue();
        report.Manifests.Count.ShouldBe(3);
        report.Manifests.ShouldAllBe(m => m.IsTagSigned && m.IsBundleSigned);
        report.Manifests.Select(m => m.Statements.Count).ShouldBe([1, 3, 3]);
        report.Text().ShouldStartWith($"{_image.Layout}: verified with key");
    }

    [Fact]
    public async Task An_unsigned_image_is_not()
    {
        await ImageAttestations.WriteAsync(_image.Request, _image.Attestations, CancellationToken.None);
        var report = await VerifyAsync();
        report.IsVerified.ShouldBeFalse();
        report.Errors.Select(e => e.Id).ShouldBe(["ARG0470", "ARG0470", "ARG0470"]);
    }

    [Fact]
    public async Task Another_key_is_refused()
    {
        await _image.AttestAsync();
        var report = await VerifyAsync(_image.OtherPublicKey);
        report.IsVerified.ShouldBeFalse();
        report.Manifests.ShouldAllBe(m => !m.IsSigned && m.Statements.All(s => !s.IsVerified));
        report.Errors.ShouldAllBe(e => e.Id == "ARG0471");
    }

    [Fact]
    public async Task A_flipped_byte_in_any_signature_is_found()
    {
        await _image.AttestAsync();
        var store = new LayoutStore(_image.Attestations);
        foreach (var entry in store.Entries())
        {
            var manifest = ArtifactManifest.Read(
                (await store.GetManifestAsync(entry.Manifest.Digest.ToString(), CancellationToken.None)).Bytes);
            foreach (var blob in manifest.Layers.Select(l => l.Blob)
                .Where(b => b.MediaType == SigstoreBundle.MediaType))
            {
                var path = OciLayout.BlobPath(_image.Attestations, blob.Digest);
                var bytes = File.ReadAllBytes(path);
                File.WriteAllBytes(path, [.. bytes[..^20], (byte)(bytes[^20] ^ 1), .. bytes[^19..]]);
                var error = await Should.ThrowAsync<Platforms.Diagnostics.ArgosyException>(() => VerifyAsync());
                error.Diagnostics[0].Id.ShouldBe("ARG0423");
                File.WriteAllBytes(path, bytes);
            }
        }
    }

    [Fact]
    public async Task A_signature_of_other_bytes_is_refused()
    {
        await _image.AttestAsync();
        var subject = _image.Platforms[0];
        var store = new LayoutStore(_image.Attestations);
        var signed = SigstoreBundle.Sign(Statement.OfSignature(new("sample", subject.Digest)), _image.Key);
        var forged = signed with
        {
            Envelope = signed.Envelope with
            {
                Payload = Statement.OfSignature(new("other", subject.Digest))
            }
        };
        await AttachAsync(store, subject, forged);
        var report = await VerifyAsync();
        report.IsVerified.ShouldBeFalse();
        report.Errors.ShouldHaveSingleItem().Id.ShouldBe("ARG0471");
    }

    [Fact]
    public async Task A_signature_of_another_image_is_refused()
    {
        await ImageAttestations.WriteAsync(_image.Request, _image.Attestations, CancellationToken.None);
        var store = new LayoutStore(_image.Attestations);
        var writer = new ReferrerWriter(store);
        var other = Digest.Of("another image");
        foreach (var subject in _image.Platforms.Append(_image.Index))
            await writer.PutAsync(
                SimpleSigning.TagOf(subject.Digest), SimpleSigning.Sign(other, "sample", _image.Key),
                CancellationToken.None);
        await AttachAsync(
            store, _image.Index, SigstoreBundle.Sign(Statement.OfSignature(new("sample", other)), _image.Key));
        var report = await VerifyAsync();
        report.IsVerified.ShouldBeFalse();
        report.Manifests.ShouldAllBe(m => !m.IsSigned);
        report.Errors.Select(e => e.Id).ShouldBe(["ARG0472", "ARG0472", "ARG0472", "ARG0472"]);
    }

    public void Dispose() => _image.Dispose();

    private static Task AttachAsync(LayoutStore store, Descriptor subject, SigstoreBundle bundle) =>
        new ReferrerWriter(store).AttachAsync(
            [
                ReferrerArtifact.Of(
                    SigstoreBundle.MediaType, subject, bundle.Write(), SigstoreBundle.MediaType,
                    SigstoreBundle.Annotations(Statement.SignaturePredicate))
            ], CancellationToken.None);

    private async Task<VerificationReport> VerifyAsync(string? key = null) => await new ImageVerifier(
        await ImageSource.OpenLayoutAsync(_image.Layout, CancellationToken.None), new LayoutStore(_image.Attestations),
        PublicKey.Load(key ?? _image.PublicKey)).VerifyAsync(CancellationToken.None);
}
