using System.Text.Json.Nodes;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.SupplyChain.Sbom;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Referrers;
using Argosy.Oci.Registry;
using Argosy.Processes;

namespace Argosy.Images.Tests.SupplyChain;

/// <summary>Other programs accept what Argosy signs, and refuse what it didn't.</summary>
[Trait("Category", "Slow")]
public sealed class SignatureToolTests : IAsyncLifetime
{
    private const string NotSigned = "accepted signatures do not match threshold";
    private readonly SampleImage _image = new();
    private RealRegistry _registry = null!;
    private RegistryStore _store = null!;

    private string Reference => $"{_registry.Address}/argosy/sample";

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        _store = RegistryStore.Open(RegistryAddress.Parse($"oci://{Reference}"));
        await _image.AttestAsync(Reference);
        await PushAsync(_image);
        await new AttestationPublisher(new LayoutStore(_image.Attestations)).PublishAsync(
            _store, null, CancellationToken.None);
    }

    [Fact]
    public async Task Cosign_accepts_the_tags_of_the_index_and_of_each_platform()
    {
        var tools = await TrixieTools.GetAsync();
        foreach (var subject in _image.Platforms.Append(_image.Index))
        {
            await AcceptsAsync(Verify(tools, _image.PublicKey, subject.Digest));
            await RefusesAsync(Verify(tools, _image.OtherPublicKey, subject.Digest), "invalid signature");
        }

        using var swapped = await SwapAsync();
        await RefusesAsync(Verify(tools, _image.PublicKey, swapped.Index.Digest), "invalid or missing digest in claim");
        await FlipAsync();
        await RefusesAsync(Verify(tools, _image.PublicKey, _image.Index.Digest), "invalid signature");
    }

    [Fact]
    public async Task Cosign_accepts_bundles_of_signatures_and_statements()
    {
        var tools = await TrixieTools.GetAsync();
        var platform = _image.Platforms[1].Digest;
        foreach (var (type, digest) in ((string, Digest)[])
            [
                (Statement.SignaturePredicate, _image.Index.Digest), (Statement.SignaturePredicate, platform),
                (Provenance.PredicateType, _image.Index.Digest), (Provenance.PredicateType, platform),
                (CycloneDxDocument.PredicateType, platform), (SpdxDocument.PredicateType, platform),
            ])
        {
            await AcceptsAsync(Attested(tools, _image.PublicKey, type, digest));
            await RefusesAsync(Attested(tools, _image.OtherPublicKey, type, digest), NotSigned);
        }

        var good = Bundle("https://example.org/good", _image.Index.Digest);
        await AttachAsync(good, "https://example.org/good");
        // cosign names the types of the bundles that it accepts: this one, and none of the two after it.
        await AcceptsAsync(Attested(tools, _image.PublicKey, "https://example.org/good", _image.Index.Digest));
        var flipped = Bundle("https://example.org/flipped", _image.Index.Digest);
        flipped.Envelope.Payload[^1] ^= 1;
        await AttachAsync(flipped, "https://example.org/flipped");
        await RefusesAsync(
            Attested(tools, _image.PublicKey, "https://example.org/flipped", _image.Index.Digest),
            "none of the attestations matched the predicate type: https://example.org/flipped");
        await AttachAsync(Bundle("https://example.org/swapped", platform), "https://example.org/swapped");
        await RefusesAsync(
            Attested(tools, _image.PublicKey, "https://example.org/swapped", _image.Index.Digest),
            "none of the attestations matched the predicate type: https://example.org/swapped");
    }

    [Fact]
    public async Task Skopeo_accepts_every_platform_by_its_policy()
    {
        var tools = await TrixieTools.GetAsync();
        await AcceptsAsync(Copy(tools, _image.PublicKey, _image.Index.Digest, "--all"));
        await AcceptsAsync(Copy(tools, _image.PublicKey, _image.Platforms[1].Digest));
        await RefusesAsync(Copy(tools, _image.OtherPublicKey, _image.Index.Digest, "--all"), "signature");
        using var swapped = await SwapAsync();
        await RefusesAsync(Copy(tools, _image.PublicKey, swapped.Index.Digest, "--all"), "digest");
        await FlipAsync();
        await RefusesAsync(Copy(tools, _image.PublicKey, _image.Index.Digest, "--all"), "signature");
    }

    [Fact]
    public async Task Oras_lists_the_referrers_with_their_types()
    {
        var tools = await TrixieTools.GetAsync();
        var platform = _image.Platforms[0].Digest;
        var listed = await AcceptsAsync(tools.Oras(
            "discover", "--plain-http", "--format", "json", $"{Reference}@{platform}"));
        foreach (var type in (string[])[CycloneDxDocument.MediaType, SpdxDocument.MediaType, SigstoreBundle.MediaType])
            listed.Output.ShouldContain($"\"artifactType\": \"{type}\"");
        listed.Output.ShouldContain("dev.sigstore.bundle.predicateType");
        var copied = Path.Combine(_image.Folder, "copied");
        await AcceptsAsync(tools.Oras(
            "copy", "--recursive", "--from-plain-http", "--to-oci-layout", $"{Reference}@{_image.Index.Digest}",
            $"{copied}:latest"));
        var local = await AcceptsAsync(tools.Oras(
            "discover", "--oci-layout", "--format", "json", $"{copied}@{_image.Index.Digest}"));
        local.Output.ShouldContain(SigstoreBundle.MediaType);

        // oras has no keys; what it checks is that content has its digest.
        var index = JsonNode.Parse(listed.Output)!["manifests"]!.AsArray()[0]!["digest"]!.GetValue<string>();
        await AcceptsAsync(tools.Oras("manifest", "fetch", "--plain-http", $"{Reference}@{index}"));
        var file = _registry.FileOf(Digest.TryParse(index)!.Value);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await RefusesAsync(tools.Oras("manifest", "fetch", "--plain-http", $"{Reference}@{index}"), "");
    }

    [Fact]
    public async Task Argosy_verifies_what_the_registry_has()
    {
        var report = await VerifyAsync();
        report.Errors.ShouldBeEmpty();
        report.Manifests.ShouldAllBe(m => m.IsTagSigned && m.IsBundleSigned);
        using var swapped = await SwapAsync();
        var source = await ImageSource.OpenAsync(_store, swapped.Index.Digest.ToString(), CancellationToken.None);
        (await new ImageVerifier(source, _store, _image.Key.Public).VerifyAsync(CancellationToken.None))
            .Errors.ShouldContain(e => e.Id == "ARG0472");
        await FlipAsync();
        (await VerifyAsync()).Errors.ShouldContain(e => e.Id == "ARG0471");
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        _registry.Dispose();
        _image.Dispose();
        return ValueTask.CompletedTask;
    }

    private Command Verify(TrixieTools tools, string key, Digest digest) => Offline(tools.Cosign(
        "verify", "--key", key, "--insecure-ignore-tlog", "--allow-http-registry", $"{Reference}@{digest}"));

    private Command Attested(TrixieTools tools, string key, string type, Digest digest) => Offline(tools.Cosign(
        "verify-attestation", "--new-bundle-format", "--key", key, "--insecure-ignore-tlog", "--type", type,
        "--trusted-root", EmptyRoot(), "--allow-http-registry", $"{Reference}@{digest}"));

    // Proxies that don't exist: nothing but the registry on loopback is reached.
    private static Command Offline(Command command) => command with
    {
        Environment = new Dictionary<string, string?>
        {
            ["HTTPS_PROXY"] = "http://127.0.0.1:1",
            ["HTTP_PROXY"] = "http://127.0.0.1:1",
            ["NO_PROXY"] = "127.0.0.1",
        }
    };

    private string EmptyRoot()
    {
        var path = Path.Combine(_image.Folder, "root.json");
        File.WriteAllText(path, """{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}""");
        return path;
    }

    private Command Copy(TrixieTools tools, string key, Digest digest, params string[] options)
    {
        var policy = Path.Combine(_image.Folder, "policy.json");
        File.WriteAllText(policy, $$"""
            {
              "default": [ { "type": "reject" } ],
              "transports": {
                "docker": {
                  "{{Reference}}": [
                    {
                      "type": "sigstoreSigned",
                      "keyPath": "{{key}}",
                      "signedIdentity": { "type": "matchRepository" }
                    }
                  ]
                }
              }
            }
            """);
        var registries = Path.Combine(_image.Folder, "registries.d");
        Directory.CreateDirectory(registries);
        File.WriteAllText(
            Path.Combine(registries, "local.yaml"),
            $"docker:\n  {_registry.Address}:\n    use-sigstore-attachments: true\n");
        var target = Directory.CreateDirectory(Path.Combine(_image.Folder, Guid.NewGuid().ToString("N"))).FullName;
        return tools.Skopeo(
            ["copy", "--policy", policy, "--registries.d", registries, "--src-tls-verify=false", "--remove-signatures",
                .. options, $"docker://{Reference}@{digest}", $"dir:{target}"]);
    }

    private static async Task<CommandResult> AcceptsAsync(Command command)
    {
        var result = await CommandRunner.Silent.TryRunAsync(command, CancellationToken.None);
        result.ExitCode.ShouldBe(0, $"{command}\n{result.Output}\n{result.Error}");
        return result;
    }

    private static async Task RefusesAsync(Command command, string reason)
    {
        var result = await CommandRunner.Silent.TryRunAsync(command, CancellationToken.None);
        result.ExitCode.ShouldNotBe(0, $"{command}\n{result.Output}\n{result.Error}");
        result.Error.Contains(reason, StringComparison.Ordinal).ShouldBeTrue($"{command}\n{result.Error}");
    }

    private async Task<VerificationReport> VerifyAsync() => await new ImageVerifier(
        await ImageSource.OpenAsync(_store, _image.Index.Digest.ToString(), CancellationToken.None), _store,
        _image.Key.Public).VerifyAsync(CancellationToken.None);

    private SigstoreBundle Bundle(string type, Digest subject) => SigstoreBundle.Sign(
        Statement.OfDocument(type, new("sample", subject), "{}"u8.ToArray()), _image.Key);

    private Task AttachAsync(SigstoreBundle bundle, string type) => new ReferrerWriter(_store).AttachAsync(
        [
            ReferrerArtifact.Of(
                SigstoreBundle.MediaType, _image.Index, bundle.Write(), SigstoreBundle.MediaType,
                SigstoreBundle.Annotations(type))
        ], CancellationToken.None);

    // Another image under the signatures of the first one.
    private async Task<SampleImage> SwapAsync()
    {
        var other = new SampleImage("another image");
        await PushAsync(other);
        foreach (var (from, to) in _image.Platforms.Append(_image.Index).Zip(other.Platforms.Append(other.Index)))
        {
            var signatures = await _store.GetManifestAsync(SimpleSigning.TagOf(from.Digest), CancellationToken.None);
            await _store.PutManifestAsync(SimpleSigning.TagOf(to.Digest), signatures, CancellationToken.None);
        }

        return other;
    }

    // One bit of each signature: the manifests are valid, with digests of their own.
    private async Task FlipAsync()
    {
        foreach (var subject in _image.Platforms.Append(_image.Index))
        {
            var tag = SimpleSigning.TagOf(subject.Digest);
            var stored = await _store.GetManifestAsync(tag, CancellationToken.None);
            var manifest = ArtifactManifest.Read(stored.Bytes);
            var layer = manifest.Layers[0];
            var flipped = manifest with
            {
                Layers =
                [
                    layer with
                    {
                        Annotations = [.. layer.Annotations.Select(
                            a => a.Key == "dev.cosignproject.cosign/signature" ? new(a.Key, Flip(a.Value)) : a)]
                    }
                ]
            };
            await _store.PutManifestAsync(tag, StoredManifest.Of(flipped.Write()), CancellationToken.None);
        }
    }

    private static string Flip(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        bytes[^1] ^= 1;
        return Convert.ToBase64String(bytes);
    }

    private async Task PushAsync(SampleImage image)
    {
        var from = new LayoutStore(image.Layout);
        foreach (var platform in image.Platforms)
        {
            var stored = await from.GetManifestAsync(platform.Digest.ToString(), CancellationToken.None);
            var manifest = ArtifactManifest.Read(stored.Bytes);
            foreach (var blob in manifest.Layers.Select(l => l.Blob).Append(manifest.Config))
            {
                await _store.PutBlobAsync(
                    blob, await from.ReadBytesAsync(blob, CancellationToken.None), CancellationToken.None);
            }

            await _store.PutManifestAsync(stored.Digest.ToString(), stored, CancellationToken.None);
        }

        var index = await from.GetManifestAsync(image.Index.Digest.ToString(), CancellationToken.None);
        await _store.PutManifestAsync("latest", index, CancellationToken.None);
    }
}
