using System.Text;
using Argosy.Artifacts;
using Argosy.Oci.Model;

namespace Argosy.Oci.Tests.Model;

/// <summary>Golden bytes: a changed byte changes the digest by which users pin an image.</summary>
public sealed class ImageManifestTests
{
    private const string D1 = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string D2 = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    [Fact]
    public void A_manifest_has_these_bytes() => Text(new ImageManifest(
        Blob(MediaTypes.Config, D2), [Blob(MediaTypes.Layer, D1)], [new("a", "ü+\"")]).Write()).ShouldBe(
        """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:2222222222222222222222222222222222222222222222222222222222222222","size":7},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","size":7}],"annotations":{"a":"ü+\""}}""");

    [Fact]
    public void An_index_has_these_bytes_and_sorts_its_platforms() => Text(new ImageIndex(
        [
            Blob(MediaTypes.Manifest, D2) with { Platform = new("linux", "arm64", "v8") },
            Blob(MediaTypes.Manifest, D1) with { Platform = new("linux", "amd64", null), RefName = "latest" },
        ], []).Write()).ShouldBe(
        """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","size":7,"platform":{"architecture":"amd64","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"latest"}},{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:2222222222222222222222222222222222222222222222222222222222222222","size":7,"platform":{"architecture":"arm64","os":"linux","variant":"v8"}}]}""");

    [Fact]
    public void What_was_written_is_read()
    {
        var manifest = new ImageManifest(
            Blob(MediaTypes.Config, D2), [Blob(MediaTypes.Layer, D1)], [new("a", "ü+\"")], "application/x.thing");
        var read = ImageManifest.Read(manifest.Write());
        read.Write().ShouldBe(manifest.Write());
        (read.Config, read.ArtifactType).ShouldBe((manifest.Config, "application/x.thing"));
        read.Layers.ShouldBe(manifest.Layers);
        read.Annotations.ShouldBe(manifest.Annotations);
    }

    [Fact]
    public void References_are_those_of_an_index_or_of_a_manifest()
    {
        var manifest = new ImageManifest(Blob(MediaTypes.Config, D2), [Blob(MediaTypes.Layer, D1)], []);
        OciDocument.References(manifest.Write()).ShouldBe([manifest.Config, .. manifest.Layers]);
        var index = new ImageIndex([Blob(MediaTypes.Manifest, D2) with { Platform = new("linux", "arm64", "v8") }], []);
        OciDocument.References(index.Write()).ShouldBe(index.Manifests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schemaVersion":1}""")]
    [InlineData("""{"schemaVersion":"2"}""")]
    [InlineData("""{"schemaVersion":2,"config":null,"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"config":{"mediaType":"a","digest":"sha256:12","size":1},"layers":[]}""")]
    [InlineData("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""")]
    public void What_is_no_manifest_is_refused(string document) =>
        Should.Throw<FormatException>(() => ImageManifest.Read(Encoding.UTF8.GetBytes(document)));

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("null")]
    public void So_is_a_descriptor_without_a_size(string size) =>
        Should.Throw<FormatException>(() => OciDocument.References(Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"manifests":[{"mediaType":"a","digest":"{{D1}}","size":{{size}}}]}""")));

    private static Descriptor Blob(string mediaType, string digest) =>
        new(mediaType, Digest.TryParse(digest)!.Value, 7);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
