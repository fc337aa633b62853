using System.Text;
using Argosy.Artifacts;
using Argosy.Oci.Layout;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Tests.Transfer;

#pragma warning disable CA1001 // xunit calls DisposeAsync, by another interface
/// <summary>Images go to Debian's registry and come back.</summary>
public sealed class ImageTransferTests : IAsyncLifetime
{
    private readonly Transfers _transfers = new();
    private RealRegistry _registry = null!;

    private string Layout => _transfers.Folder.At("layout");

    private string Reference => $"{_registry.Address}/team/app:1";

    public async ValueTask InitializeAsync() => _registry = await RealRegistry.StartAsync();

    public ValueTask DisposeAsync()
    {
        _registry.Dispose();
        _transfers.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_pushed_is_pulled_again_byte_for_byte()
    {
        var index = SampleLayout.Write(Layout, 1);
        var pushed = await _transfers.PushAsync(Layout, Reference);
        var pulled = await _transfers.PullAsync(Reference, _transfers.Folder.At("copy"));

        pushed.Digest.ShouldBe(index.Digest);
        pushed.Count(BlobOutcome.Sent).ShouldBe(7);
        pulled.Image.Digest.ShouldBe(index.Digest);
        OciLayout.Verify(_transfers.Folder.At("copy")).Blobs.Select(b => b.Digest)
            .ShouldBe(OciLayout.Verify(Layout).Blobs.Select(b => b.Digest), ignoreOrder: true);
    }

    [Fact]
    public async Task An_unchanged_image_sends_nothing()
    {
        SampleLayout.Write(Layout, 1);
        await _transfers.PushAsync(Layout, Reference);
        var again = await _transfers.PushAsync(Layout, Reference);
        (again.Unchanged, again.Blobs.Count).ShouldBe((true, 0));
    }

    [Fact]
    public async Task Another_repository_takes_the_blobs_from_the_first()
    {
        SampleLayout.Write(Layout, 1);
        await _transfers.PushAsync(Layout, Reference);
        var other = await _transfers.PushAsync(Layout, $"{_registry.Address}/team/other:1");
        (other.Count(BlobOutcome.Mounted), other.Count(BlobOutcome.Sent)).ShouldBe((7, 0));
    }

    [Fact]
    public async Task A_dry_run_counts_what_is_missing_and_changes_nothing()
    {
        SampleLayout.Write(Layout, 1);
        var before = await _transfers.PushAsync(Layout, Reference, dryRun: true);
        before.Bytes(BlobOutcome.Sent).ShouldBeGreaterThan(200_000);
        var none = await Should.ThrowAsync<ArgosyException>(_transfers.ListAsync(Reference));
        none.Message.ShouldStartWith("ARG0284 ");
        await _transfers.PushAsync(Layout, Reference);
        SampleLayout.Write(_transfers.Folder.At("next"), 1, architectures: [.. SampleLayout.Architectures.Take(2)]);
        var after = await _transfers.PushAsync(_transfers.Folder.At("next"), Reference, dryRun: true);
        after.Bytes(BlobOutcome.Sent).ShouldBe(0);
    }

    [Fact]
    public async Task One_architecture_replaces_only_its_platform()
    {
        var first = SampleLayout.Write(Layout, 1);
        await _transfers.PushAsync(Layout, Reference);
        SampleLayout.Write(_transfers.Folder.At("next"), 2);
        var one = SampleLayout.Architectures[1];
        var merged = await _transfers.PushAsync(_transfers.Folder.At("next"), Reference, [one]);

        var digests = await PlatformsAsync();
        digests.Count.ShouldBe(3);
        digests.Intersect(DigestsOf(Layout)).Count().ShouldBe(2);
        digests.Intersect(DigestsOf(_transfers.Folder.At("next"))).ShouldHaveSingleItem();
        merged.Digest.ShouldNotBe(first.Digest);
        (await _transfers.PushAsync(_transfers.Folder.At("next"), Reference, [one])).Unchanged.ShouldBeTrue();
    }

    [Fact]
    [Trait("Category", "Soak")] // without conditional writes, one that stands still between two requests can win
    public async Task Pushers_of_different_architectures_meet_in_one_index()
    {
        SampleLayout.Write(Layout, 3);
        await Task.WhenAll(SampleLayout.Architectures.Select(a => _transfers.PushAsync(Layout, Reference, [a])));
        (await PlatformsAsync()).ShouldBe(DigestsOf(Layout), ignoreOrder: true);
    }

    [Fact]
    public async Task Chosen_architectures_alone_are_pulled()
    {
        SampleLayout.Write(Layout, 1);
        await _transfers.PushAsync(Layout, Reference);
        await _transfers.PullAsync(Reference, _transfers.Folder.At("copy"), [SampleLayout.Architectures[0]]);
        OciLayout.Verify(_transfers.Folder.At("copy")).Manifests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_damaged_blob_leaves_no_tag()
    {
        SampleLayout.Write(Layout, 1);
        var largest = new DirectoryInfo(Path.Combine(Layout, "blobs/sha256")).GetFiles().MaxBy(f => f.Length)!;
        var bytes = await File.ReadAllBytesAsync(largest.FullName);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(largest.FullName, bytes);
        var error = await Should.ThrowAsync<ArgosyException>(_transfers.PushAsync(Layout, Reference));
        error.Message.ShouldStartWith("ARG0423 ");
        (await Should.ThrowAsync<ArgosyException>(_transfers.ListAsync(Reference))).Message
            .ShouldStartWith("ARG0284 ");
    }

    [Fact]
    public async Task Names_and_platforms_are_listed()
    {
        SampleLayout.Write(Layout, 1);
        await _transfers.PushAsync(Layout, Reference);
        await _transfers.PushAsync(Layout, $"{_registry.Address}/team/app:2");
        var listing = await _transfers.ListAsync(Reference);
        listing.Tags.ShouldBe(["1", "2"]);
        listing.Image!.Platforms.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_mirror_is_asked_first_and_the_registry_after_it()
    {
        SampleLayout.Write(Layout, 1);
        await _transfers.PushAsync(Layout, Reference);
        _transfers.Folder.Write("etc/containers/registries.conf", $"""
            [[registry]]
            prefix = "registry.example/images"
            location = "{_registry.Address}/team"
            insecure = true
            [[registry.mirror]]
            location = "{Registry.Interceptor.FreeAddress()}/none"
            insecure = true
            [[registry.mirror]]
            location = "{_registry.Address}/absent"
            insecure = true
            """);
        var pulled = await _transfers.PullAsync("registry.example/images/app:1", _transfers.Folder.At("copy"));
        pulled.From.ShouldBe($"{_registry.Address}/team/app");
    }

    [Fact]
    public async Task A_registry_with_password_and_private_authority_is_found_by_podmans_settings()
    {
        var authority = TestAuthority.Create();
        using var closed = await RealRegistry.StartAsync(withPassword: true, authority: authority);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RealRegistry.User}:{RealRegistry.Password}"));
        _transfers.Folder.Write(
            ".config/containers/auth.json", $$"""{"auths": {"{{closed.Address}}/team": {"auth": "{{basic}}"} } }""");
        _transfers.Folder.Write($"etc/containers/certs.d/{closed.Address}/ca.crt", authority.Root);
        var index = SampleLayout.Write(Layout, 1);
        (await _transfers.PushAsync(Layout, $"{closed.Address}/team/app:1")).Digest.ShouldBe(index.Digest);
        (await Should.ThrowAsync<ArgosyException>(_transfers.PushAsync(Layout, $"{closed.Address}/else/app:1")))
            .Message.ShouldStartWith("ARG0236 ");
    }

    [Fact]
    public async Task A_pinned_certificate_needs_no_authority()
    {
        var authority = TestAuthority.Create();
        using var registry = await RealRegistry.StartAsync(authority: authority);
        _transfers.Authorities =
            RegistryAuthorities.Load(_transfers.Folder.Write("pin.pem", authority.Certificate));
        var index = SampleLayout.Write(Layout, 1);
        (await _transfers.PushAsync(Layout, $"{registry.Address}/app:1")).Digest.ShouldBe(index.Digest);
    }

    private async Task<IReadOnlyList<Digest>> PlatformsAsync() =>
        [.. (await _transfers.ListAsync(Reference)).Image!.Platforms.Select(p => p.Digest)];

    private static IEnumerable<Digest> DigestsOf(string layout) =>
        OciLayout.Verify(layout).Manifests.Select(m => m.Digest);
}
