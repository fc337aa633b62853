using System.Text;
using System.Text.Json.Nodes;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.SupplyChain.Sbom;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Referrers;

namespace Argosy.Images.Tests.SupplyChain;

public sealed class ImageAttestationsTests : IDisposable
{
    private readonly SampleImage _image = new();

    [Fact]
    public async Task The_image_and_its_digest_stay_as_they_are()
    {
        var before = Digests();
        await _image.AttestAsync();
        Digests().ShouldBe(before, ignoreOrder: true);

        Dictionary<string, Digest> Digests() =>
            Directory.GetFiles(_image.Layout, "*", SearchOption.AllDirectories).ToDictionary(f => f, Digest.OfFile);
    }

    [Fact]
    public async Task The_index_and_every_platform_have_a_tag_and_bundles()
    {
        await _image.AttestAsync();
        var store = new LayoutStore(_image.Attestations);
        foreach (var subject in _image.Platforms.Append(_image.Index))
        {
            store.Entries().ShouldContain(e => e.Tag == $"sha256-{subject.Digest.Hex}.sig");
            var referrers = await ReferrersTag.ListAsync(store, subject.Digest, CancellationToken.None);
            var predicates = referrers.Where(r => r.ArtifactType == SigstoreBundle.MediaType).Select(
                r => r.Annotations.Single(a => a.Key == "dev.sigstore.bundle.predicateType").Value);
            string[] expected = subject.Digest == _image.Index.Digest
                ? [Statement.SignaturePredicate, Provenance.PredicateType]
                : [
                    Statement.SignaturePredicate, Provenance.PredicateType, CycloneDxDocument.PredicateType,
                    SpdxDocument.PredicateType
                ];
            predicates.ShouldBe(expected, ignoreOrder: true);
        }

        store.Entries().ShouldAllBe(e => e.Manifest.Platform == null);
    }

    [Fact]
    public async Task The_same_image_has_the_same_bills_of_materials()
    {
        var first = await _image.AttestAsync();
        var second = await _image.AttestAsync();
        foreach (var (one, two) in first.Zip(second))
        {
            one.CycloneDx.ShouldBe(two.CycloneDx);
            one.Spdx.ShouldBe(two.Spdx);
        }
    }

    [Fact]
    public async Task Without_a_key_there_are_documents_and_no_signatures()
    {
        await ImageAttestations.WriteAsync(_image.Request, _image.Attestations, CancellationToken.None);
        var entries = new LayoutStore(_image.Attestations).Entries();
        entries.Select(e => e.ArtifactType).Distinct().ShouldBe(
            [CycloneDxDocument.MediaType, SpdxDocument.MediaType, ImageAttestations.StatementType], ignoreOrder: true);
        entries.ShouldAllBe(e => e.Tag == null);
    }

    [Fact]
    public async Task Contents_have_sources_licences_digests_and_files_that_no_package_owns()
    {
        var contents = (await _image.AttestAsync())[0].Contents;
        var libc = contents.Packages.Single(p => p.Name == "libc6");
        (libc.Source, libc.SourceVersion, libc.License).ShouldBe(("glibc", "2.36-9+deb12u10", null));
        libc.Digest.ShouldBe(Digest.Of("libc6 2.36-9+deb12u10"));
        libc.DependsOn.ShouldBe(["libgcc-s1"]);
        var gcc = contents.Packages.Single(p => p.Name == "libgcc-s1");
        (gcc.Source, gcc.SourceVersion).ShouldBe(("gcc-12", "12.2.0-14"));
        gcc.License!.Expression.ShouldBe("GPL-3.0-or-later WITH GCC-exception-3.1 AND MIT");
        contents.PurlOf(gcc).ShouldBe("pkg:deb/debian/libgcc-s1@12.2.0-14%2Bdeb12u1?arch=amd64&distro=debian-12");
        var own = contents.Components.ShouldHaveSingleItem();
        (own.Kind, own.Name, own.Digest)
            .ShouldBe((ComponentKind.Binary, "/usr/lib/libown.so", (Digest?)Digest.Of("\u007fELF own"u8)));
    }

    [Fact]
    public async Task Provenance_names_the_locks_the_commit_and_the_command()
    {
        await _image.AttestAsync();
        var store = new LayoutStore(_image.Attestations);
        var entry = store.Entries().First(e => e.Annotations.Any(a => a.Value == Provenance.PredicateType));
        var manifest = await store.GetManifestAsync(entry.Manifest.Digest.ToString(), CancellationToken.None);
        var layer = ArtifactManifest.Read(manifest.Bytes).Layers.Single();
        var bundle = SigstoreBundle.TryRead(
            await store.ReadBytesAsync(layer.Blob, CancellationToken.None));
        var statement = JsonNode.Parse(bundle!.Envelope.Payload)!;
        statement["subject"]!.AsArray().Select(s => s!["digest"]!["sha256"]!.GetValue<string>())
            .ShouldBe(_image.Platforms.Prepend(_image.Index).Select(d => d.Digest.Hex));
        statement["predicate"]!.ToString().ShouldBe("""
            {
              "buildDefinition": {
                "buildType": "urn:argosy:docs:images:build:v1",
                "externalParameters": {
                  "image": "sample",
                  "target": "Images-sample",
                  "command": "./build.sh --target=Images-sample",
                  "architectures": [
                    "x64",
                    "arm64"
                  ]
                },
                "internalParameters": {
                  "sourceDateEpoch": 1700000000
                },
                "resolvedDependencies": [
                  {
                    "uri": "file:images/sample/image.yaml",
                    "digest": {
                      "sha256": "4c4ed1afbfdaa1e4c3bf7bbb82d730cecb7e384da91eea4f3cc093fd545524d6"
                    }
                  },
                  {
                    "uri": "git:.",
                    "digest": {
                      "gitCommit": "0123456789abcdef0123456789abcdef01234567"
                    }
                  }
                ]
              },
              "runDetails": {
                "builder": {
                  "id": "urn:argosy:builder:local"
                },
                "metadata": {
                  "startedOn": "2023-11-14T22:13:20Z"
                }
              }
            }
            """);
    }

    [Fact]
    public void The_encoding_before_signing_is_that_of_the_specification() =>
        // DSSE protocol, "Test vectors".
        Encoding.UTF8.GetString(Dsse.Encode("http://example.com/HelloWorld", "hello world"u8.ToArray()))
            .ShouldBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");

    public void Dispose() => _image.Dispose();
}
