using System.Text;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Tests.Referrers;

public sealed class ReferrerWriterTests
{
    private static readonly Descriptor s_subject = Descriptor.Of(MediaTypes.Manifest, "the image"u8.ToArray());
    private static readonly string s_tag = $"sha256-{s_subject.Digest.Hex}";

    [Fact]
    public void A_manifest_of_an_artifact_always_has_the_same_bytes()
    {
        var bytes = Artifact("a").Manifest.Write();
        Encoding.UTF8.GetString(bytes).ShouldBe($$"""
            {"schemaVersion":2,"mediaType":"{{MediaTypes.Manifest}}","artifactType":"application/x",
            "config":{"mediaType":"application/vnd.oci.empty.v1+json",
            "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},
            "layers":[{"mediaType":"text/plain",
            "digest":"sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","size":1}],
            "subject":{"mediaType":"{{MediaTypes.Manifest}}","digest":"{{s_subject.Digest}}","size":9},
            "annotations":{"name":"a"}
            }
            """.Replace("\n", "", StringComparison.Ordinal));
        ArtifactManifest.Read(bytes).Write().ShouldBe(bytes);
    }

    [Fact]
    public async Task A_registry_with_a_list_of_referrers_gets_no_tag()
    {
        var store = new MemoryStore(listsReferrers: true);
        await AttachAsync(store, "a", "b");
        store.Manifests.Keys.ShouldNotContain(s_tag);
        (await NamesAsync(store)).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task Another_registry_gets_the_tag_with_types_and_annotations()
    {
        var store = new MemoryStore(listsReferrers: false);
        await AttachAsync(store, "a");
        var entry = ReferrerEntry.ReadAll(store.Manifests[s_tag].Bytes).ShouldHaveSingleItem();
        entry.ArtifactType.ShouldBe("application/x");
        entry.Annotations.ShouldBe([new("name", "a")]);
        entry.Manifest.Platform.ShouldBeNull();
        store.Manifests[s_tag].MediaType.ShouldBe(MediaTypes.Index);
    }

    [Fact]
    public async Task Entries_of_others_stay_in_the_tag_and_own_ones_come_once()
    {
        var store = new MemoryStore(listsReferrers: false);
        await AttachAsync(store, "a");
        await AttachAsync(store, "b");
        await AttachAsync(store, "a", "c");
        (await NamesAsync(store)).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task A_list_that_another_writer_replaces_is_written_again()
    {
        var store = new MemoryStore(listsReferrers: false);
        var puts = 0;
        var foreign = StoredManifest.Of(Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.Index}}","manifests":[]}"""));
        var racing = new RacingStore(store, () => { if (++puts == 1) store.Manifests[s_tag] = foreign; });
        await AttachAsync(racing, "a");
        puts.ShouldBe(2);
        (await NamesAsync(store)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_writer_that_always_loses_gives_up()
    {
        var store = new MemoryStore(listsReferrers: false);
        var racing = new RacingStore(store, () => store.Manifests.Remove(s_tag));
        (await Should.ThrowAsync<ArgosyException>(() => AttachAsync(racing, "a")))
            .Diagnostics[0].Id.ShouldBe("ARG0475");
    }

    [Fact]
    public async Task A_tag_that_holds_something_else_is_an_error()
    {
        var store = new MemoryStore(listsReferrers: false);
        store.Manifests[s_tag] = StoredManifest.Of(Artifact("a").Manifest.Write());
        (await Should.ThrowAsync<ArgosyException>(() => AttachAsync(store, "a")))
            .Diagnostics[0].Id.ShouldBe("ARG0474");
    }

    [Fact]
    public async Task A_layout_lists_the_referrers_of_each_subject()
    {
        using var folder = new TestFolder();
        var store = new LayoutStore(folder["layout"]);
        await AttachAsync(store, "a", "b");
        await new ReferrerWriter(store).PutAsync("tagged", Artifact("c"), CancellationToken.None);
        (await NamesAsync(store)).ShouldBe(["a", "b", "c"]);
        (await store.FindManifestAsync("tagged", CancellationToken.None)).ShouldNotBeNull();
        (await store.FindManifestAsync("missing", CancellationToken.None)).ShouldBeNull();
        (await ReferrersTag.ListAsync(store, Artifacts.Digest.Of("another"), CancellationToken.None)).ShouldBeEmpty();
        Layout.OciLayout.Verify(folder["layout"]).Manifests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_real_registry_keeps_them_under_the_tag()
    {
        using var registry = await RealRegistry.StartAsync();
        using var store = RegistryStore.Open(RegistryAddress.Parse($"oci://{registry.Address}/argosy/test"));
        await AttachAsync(store, "a");
        await AttachAsync(store, "b");
        (await store.FindReferrersAsync(s_subject.Digest.ToString(), CancellationToken.None)).ShouldBeNull();
        (await NamesAsync(store)).ShouldBe(["a", "b"]);
        (await store.GetManifestAsync(s_tag, CancellationToken.None)).IsIndex.ShouldBeTrue();
        (await store.FindManifestAsync("missing", CancellationToken.None)).ShouldBeNull();
    }

    private static ReferrerArtifact Artifact(string name) => ReferrerArtifact.Of(
        "application/x", s_subject, Encoding.UTF8.GetBytes(name), "text/plain", [new("name", name)]);

    private static Task AttachAsync(IManifestStore store, params string[] names) =>
        new ReferrerWriter(store).AttachAsync([.. names.Select(Artifact)], CancellationToken.None);

    private static async Task<IEnumerable<string>> NamesAsync(IManifestStore store) =>
        (await ReferrersTag.ListAsync(store, s_subject.Digest, CancellationToken.None))
            .Select(e => e.Annotations.Single(a => a.Key == "name").Value);
}
