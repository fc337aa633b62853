using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.SupplyChain;

/// <summary>Checks the signatures of an image, its platforms and the statements about them, with a key and without a
/// transparency log.</summary>
/// <param name="image">The image.</param>
/// <param name="attestations">Where its signatures are: beside a layout, or in the same repository.</param>
/// <param name="key">The only key that is trusted.</param>
public sealed class ImageVerifier(ImageSource image, IManifestStore attestations, PublicKey key)
{
    private readonly List<Diagnostic> _errors = [];

    /// <summary>Checks everything. The report has the errors ARG0470 (not signed), ARG0471 (the signature isn't this
    /// key's, or was made for other bytes), ARG0472 (it is about another image), ARG0474 (damaged).</summary>
    public async Task<VerificationReport> VerifyAsync(CancellationToken cancellation)
    {
        var manifests = new List<VerifiedManifest>();
        foreach (var subject in image.Subjects)
        {
            // Also that the manifest is the one that its digest names.
            await image.Store.GetManifestAsync(subject.Digest.ToString(), cancellation);
            var isTagSigned = await VerifyTagAsync(subject, cancellation);
            var statements = await VerifyStatementsAsync(subject, cancellation);
            var isBundleSigned = statements.Any(s => s.PredicateType == Statement.SignaturePredicate && s.IsVerified);
            if (!isTagSigned && !isBundleSigned && !_errors.Any(e => e.Place.What == PlaceOf(subject)))
                Report("ARG0470", subject, "no signature was found", "Sign it: build with --sign-key=FILE.");
            manifests.Add(new(
                subject.Digest.ToString(), subject.Platform?.ToString(), isTagSigned, isBundleSigned,
                [.. statements.Where(s => s.PredicateType != Statement.SignaturePredicate)]));
        }

        return new(image.Store.Place, key.Id, manifests, _errors);
    }

    private async Task<bool> VerifyTagAsync(Descriptor subject, CancellationToken cancellation)
    {
        var tag = SimpleSigning.TagOf(subject.Digest);
        if (await attestations.FindManifestAsync(tag, cancellation) is not { } stored) return false;
        var refusals = new List<(string Id, string Cause)>();
        foreach (var layer in ArtifactManifest.Read(stored.Bytes).Layers)
        {
            if (SimpleSigning.FindSignature(layer) is not { } signature) continue;
            var payload = await attestations.ReadBytesAsync(layer.Blob, cancellation);
            if (!key.VerifiesDer(payload, signature))
                refusals.Add(("ARG0471", $"no signature in the tag '{tag}' is this key's"));
            else if (SimpleSigning.FindSubject(payload) is var about && about != subject.Digest)
                refusals.Add(("ARG0472", $"the signature in '{tag}' is that of {about?.ToString() ?? "nothing"}"));
            else
                return true;
        }

        // Other keys may sign, too; the most telling reason is that of a signature by this key.
        if (refusals.Count > 0)
        {
            var (id, cause) = refusals.OrderByDescending(r => r.Id, StringComparer.Ordinal).First();
            Report(id, subject, cause, "Check the key, and where the image comes from.");
        }

        return false;
    }

    private async Task<IReadOnlyList<VerifiedStatement>> VerifyStatementsAsync(
        Descriptor subject, CancellationToken cancellation)
    {
        var verified = new List<VerifiedStatement>();
        foreach (var entry in await ReferrersTag.ListAsync(attestations, subject.Digest, cancellation))
        {
            // A list may be wrong: what counts is what the manifest says.
            var stored = await attestations.FindManifestAsync(entry.Manifest.Digest.ToString(), cancellation);
            if (stored is null)
            {
                Report("ARG0474", subject, $"the referrer {entry.Manifest.Digest} is missing", Damaged);
                continue;
            }

            var manifest = ArtifactManifest.Read(stored.Bytes);
            if (manifest.Subject?.Digest != subject.Digest)
            {
                var about = manifest.Subject?.Digest.ToString() ?? "nothing";
                Report("ARG0472", subject, $"the referrer {stored.Digest} is about {about}", Damaged);
                continue;
            }

            foreach (var layer in manifest.Layers.Where(l => l.Blob.MediaType == SigstoreBundle.MediaType))
            {
                var bundle = await attestations.ReadBytesAsync(layer.Blob, cancellation);
                if (Verify(subject, stored, bundle) is { } statement) verified.Add(statement);
            }
        }

        return [.. verified.OrderBy(s => s.PredicateType, StringComparer.Ordinal)];
    }

    private const string Damaged = "Delete the manifest, and attach the signatures again.";

    private VerifiedStatement? Verify(Descriptor subject, StoredManifest stored, byte[] bytes)
    {
        try
        {
            if (SigstoreBundle.TryRead(bytes) is not { } bundle) return null;
            var statement = Statement.Read(bundle.Envelope.Payload);
            var isSigned = bundle.Envelope.IsSignedBy(key);
            if (!isSigned && bundle.KeyHint != SigstoreBundle.HintOf(key))
                return new(statement.PredicateType, false, "signed by another key");
            if (!isSigned)
                Report("ARG0471", subject, $"the bundle {stored.Digest} has a wrong signature", Damaged);
            else if (statement.Subjects.All(s => s.Digest != subject.Digest))
                Report("ARG0472", subject, $"the statement in {stored.Digest} is about another image", Damaged);
            else
                return new(statement.PredicateType, true, null);
            return new(statement.PredicateType, false, "invalid");
        }
        catch (FormatException e)
        {
            Report("ARG0474", subject, $"the bundle {stored.Digest} can't be read: {e.Message.TrimEnd('.')}", Damaged);
            return null;
        }
    }

    private string PlaceOf(Descriptor subject) => $"{image.Store.Place}@{subject.Digest}";

    private void Report(string id, Descriptor subject, string cause, string remedy) =>
        _errors.Add(new(id, new(PlaceOf(subject)), cause, remedy));
}
