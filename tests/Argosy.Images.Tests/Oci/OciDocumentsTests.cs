using System.Text;
using Argosy.Artifacts;
using Argosy.Images.Oci;
using Argosy.Platforms;

namespace Argosy.Images.Tests.Oci;

/// <summary>Golden bytes: a changed byte changes the digest by which somebody has pinned an image.</summary>
public sealed class OciDocumentsTests
{
    private const string D1 = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string D2 = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
    private static readonly Layer s_layer = new(Blob(MediaTypes.Layer, D1), Digest.TryParse(D2)!.Value, "packages");

    [Fact]
    public void A_config_has_these_bytes() => Text(OciDocuments.Config(
        Images.Define("packages: [libc6]\nentrypoint: [/bin/a]\ncmd: [b]\nenv: {Z: 1, A: x}\nuser: u\nworkdir: /w\nlabels: {l: m}").Settings,
        Architecture.TryFind("arm64")!, [s_layer], Images.Created)).ShouldBe(
        """{"created":"2023-11-14T22:13:20Z","architecture":"arm64","variant":"v8","os":"linux","config":{"User":"u","Env":["A=x","Z=1"],"Entrypoint":["/bin/a"],"Cmd":["b"],"WorkingDir":"/w","Labels":{"l":"m"}},"rootfs":{"type":"layers","diff_ids":["sha256:2222222222222222222222222222222222222222222222222222222222222222"]},"history":[{"created":"2023-11-14T22:13:20Z","created_by":"argosy","comment":"packages"}]}""");

    [Fact]
    public void A_manifest_has_these_bytes() => Text(OciDocuments.Manifest(
        Blob(MediaTypes.Config, D2), [s_layer], [new("a", "ü+\"")])).ShouldBe(
        """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:2222222222222222222222222222222222222222222222222222222222222222","size":7},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","size":7}],"annotations":{"a":"ü+\""}}""");

    [Fact]
    public void An_index_has_these_bytes_and_sorts_its_platforms() => Text(OciDocuments.Index(
        [
            Blob(MediaTypes.Manifest, D2) with { Platform = new("linux", "arm64", "v8") },
            Blob(MediaTypes.Manifest, D1) with { Platform = new("linux", "amd64", null), RefName = "latest" },
        ], [])).ShouldBe(
        """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","size":7,"platform":{"architecture":"amd64","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"latest"}},{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:2222222222222222222222222222222222222222222222222222222222222222","size":7,"platform":{"architecture":"arm64","os":"linux","variant":"v8"}}]}""");

    [Fact]
    public void The_creation_time_is_the_sources_and_no_annotation_of_the_file_overrides_it() => OciDocuments.Annotations(
        Images.Define("packages: [libc6]\nannotations: {z: 1, org.opencontainers.image.created: now}"), Images.Created).ShouldBe(
        [new("org.opencontainers.image.created", "2023-11-14T22:13:20Z"), new("z", "1")]);

    private static Descriptor Blob(string mediaType, string digest) => new(mediaType, Digest.TryParse(digest)!.Value, 7);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
