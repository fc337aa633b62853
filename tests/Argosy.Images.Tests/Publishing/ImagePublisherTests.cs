using Argosy.Artifacts;
using Argosy.Images.Definition;
using Argosy.Images.Publishing;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Oci.Registry;
using Argosy.Oci.Transfer;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Tests.Publishing;

#pragma warning disable CA1001 // xunit calls DisposeAsync, by another interface
/// <summary>An image gets to its registry when it is proven, and not before.</summary>
public sealed class ImagePublisherTests : IAsyncLifetime
{
    private const string Yaml = """
        packages: [libc6]
        self-test: {command: [/usr/bin/true]}
        publish: {tags: ["{version}", "{major}", "d{date}"], allow-inconclusive: [arm64]}
        """;

    private readonly TestFolder _folder = new();
    private readonly RecordedTask _task = new();
    private readonly ImageDefinition _image = Images.Define(Yaml);
    private readonly Model _model = Model.Read(YamlFile.Parse(
        "project: {name: demo, version: 1.2.3}\narchitectures: [x64, arm64]\ndistributions: [debian-12]\n",
        Model.FileName));

    private RealRegistry _registry = null!;
    private IReadOnlyList<Descriptor> _manifests = [];

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        _manifests = WriteLayout();
    }

    public ValueTask DisposeAsync()
    {
        _registry.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_proven_image_is_pushed_with_its_tags()
    {
        Prove(_manifests[0], ProofLevel.Runs);
        Prove(_manifests[1], ProofLevel.Runs);
        var report = await PushAsync();
        report.Tags.ShouldBe(["1.2.3", "1", "d20231114"]);
        report.Count(BlobOutcome.Sent).ShouldBe(4);
        (await PushAsync()).Unchanged.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, false, "ARG0492")]
    [InlineData(ProofLevel.Loads, false, "ARG0492")]
    [InlineData(ProofLevel.Runs, true, "ARG0493")]
    public async Task An_architecture_without_proof_keeps_the_image_back(
        ProofLevel? level, bool inconclusive, string error)
    {
        Prove(_manifests[1], ProofLevel.Runs);
        if (level is { } tried) Prove(_manifests[0], tried, inconclusive);
        (await Should.ThrowAsync<ArgosyException>(PushAsync())).Message.ShouldStartWith(error);
        (await Should.ThrowAsync<ArgosyException>(ListAsync())).Message.ShouldStartWith("ARG0284 ");
    }

    [Fact]
    public async Task An_inconclusive_proof_that_the_declaration_allows_is_noted()
    {
        Prove(_manifests[0], ProofLevel.Runs);
        Prove(_manifests[1], ProofLevel.Runs, inconclusive: true);
        (await PushAsync()).Unchanged.ShouldBeFalse();
        _task.Notes.ShouldHaveSingleItem().ShouldContain("arm64");
    }

    [Fact]
    public async Task A_proof_of_other_bytes_doesnt_count()
    {
        Prove(_manifests[0] with { Digest = Digest.Of("other") }, ProofLevel.Runs);
        Prove(_manifests[1], ProofLevel.Runs);
        (await Should.ThrowAsync<ArgosyException>(PushAsync())).Message.ShouldStartWith("ARG0492");
    }

    [Fact]
    public async Task A_run_for_one_architecture_needs_only_its_proof_and_pushes_only_it()
    {
        Prove(_manifests[1], ProofLevel.Runs);
        await PushAsync("arm64");
        (await ListAsync()).Image!.Platforms.ShouldHaveSingleItem().Digest.ShouldBe(_manifests[1].Digest);
    }

    [Fact]
    public async Task What_is_attested_of_the_pushed_platforms_follows_the_image()
    {
        await AttestAsync(_manifests);
        Prove(_manifests[1], ProofLevel.Runs);
        await PushAsync("arm64");
        (await ReferrersAsync(_manifests[0])).ShouldBe([]);
        (await ReferrersAsync(_manifests[1])).ShouldBe(["text/of-arm64"]);
        Prove(_manifests[0], ProofLevel.Runs);
        await PushAsync();
        (await ReferrersAsync(_manifests[0])).ShouldBe(["text/of-x64"]);
        (await ReferrersAsync(_manifests[1])).ShouldBe(["text/of-arm64"]);
    }

    [Fact]
    public async Task An_architecture_that_isnt_built_is_an_error()
    {
        File.Delete(OciLayout.BlobPath(Paths.Image("test"), _manifests[0].Digest));
        (await Should.ThrowAsync<ArgosyException>(PushAsync())).Message.ShouldStartWith("ARG0422 ");
    }

    [Fact]
    public void Without_a_registry_there_is_nowhere_to_push() => Should.Throw<ArgosyException>(
        () => _image.Publish!.RepositoryOf("test", null)).Message.ShouldStartWith("ARG0491 image.yaml:3");

    [Fact]
    public void Another_registry_gives_no_other_image() => Images.Define(Yaml.Replace("{major}", "latest"))
        .Fingerprint.ShouldBe(_image.Fingerprint);

    private ProjectPaths Paths => new(_folder.Path);

    private Task<PushReport> PushAsync(string? architecture = null)
    {
        var settings = new BuildSettings(
            _folder.Path, new(Architecture.All[0]), _model, () => new(Images.Created.ToUnixTimeSeconds()))
        {
            Architectures = architecture is null ? _model.Architectures : [Architecture.TryFind(architecture)!],
        };
        return new ImagePublisher(settings, new()
        {
            Registry = $"{_registry.Address}/team",
            Options = new() { SeenBlobs = _folder.At("seen") },
        }).PushAsync(_image, _task);
    }

    private Task AttestAsync(IReadOnlyList<Descriptor> manifests) =>
        new ReferrerWriter(new LayoutStore(Paths.Attestations("test"))).AttachAsync(
            [.. _model.Architectures.Zip(manifests, (a, m) =>
                ReferrerArtifact.Of($"text/of-{a}", m, [1], "text/plain", []))], default);

    private async Task<IEnumerable<string?>> ReferrersAsync(Descriptor manifest)
    {
        using var push = new ImagePush(
            ImageReference.Parse($"{_registry.Address}/team/test:1"), new() { SeenBlobs = _folder.At("seen") });
        return (await ReferrersTag.ListAsync(push.Store, manifest.Digest, default)).Select(r => r.ArtifactType);
    }

    private Task<RepositoryListing> ListAsync() => new ImagePull(
        ImageReference.Parse($"{_registry.Address}/team/test:1.2.3"), new()).ListAsync(default);

    private void Prove(Descriptor manifest, ProofLevel level, bool inconclusive = false) => _task.Known.Add(new(
        Paths.Relative(OciLayout.BlobPath(Paths.Image("test"), manifest.Digest)), level, "podman", inconclusive)
    {
        Asked = ProofLevel.Runs,
        Content = manifest.Digest,
    });

    private List<Descriptor> WriteLayout()
    {
        var folder = Paths.Image("test");
        Directory.CreateDirectory(folder);
        var blobs = new BlobFolder(folder);
        List<Descriptor> manifests = [.. _model.Architectures.Select(a =>
        {
            var layer = blobs.Add(System.Text.Encoding.UTF8.GetBytes($"layer of {a}"), MediaTypes.Layer);
            var config = blobs.Add(OciJson.Write(json => json.WriteString("architecture", a.OciArchitecture)),
                MediaTypes.Config);
            return blobs.Add(new ImageManifest(config, [layer], []).Write(), MediaTypes.Manifest) with
            {
                Platform = OciPlatform.Of(a),
            };
        })];
        blobs.Complete(blobs.Add(new ImageIndex(manifests, []).Write(), MediaTypes.Index));
        return manifests;
    }
}
