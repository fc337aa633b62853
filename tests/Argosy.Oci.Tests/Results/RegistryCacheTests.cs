using System.Diagnostics;
using System.Text.Json;
using Argosy.Artifacts.Actions;
using Argosy.Oci.Registry;
using Argosy.Oci.Results;
using Argosy.Oci.Tests.Registry;

namespace Argosy.Oci.Tests.Results;

#pragma warning disable CA1001 // xunit calls DisposeAsync, by another interface
/// <summary>With Debian's docker-registry.</summary>
public sealed class RegistryCacheTests : IAsyncLifetime
{
    private RealRegistry _registry = null!;
    private Interceptor _wire = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        _wire = new(_registry.Address);
    }

    public async ValueTask DisposeAsync()
    {
        // Ends the process first; nothing else would end it.
        _registry.Dispose();
        await _wire.DisposeAsync();
    }

    private IEnumerable<string> Writes => _wire.Requests.Where(
        r => r.StartsWith("PUT ", StringComparison.Ordinal) || r.StartsWith("POST ", StringComparison.Ordinal));

    [Fact]
    public async Task What_one_machine_pushes_another_fetches_whole()
    {
        using var here = new CacheUnderTest(_wire.Address);
        using var there = new CacheUnderTest(_wire.Address, CacheMode.Read);
        var result = SampleResult.OfEverything(here.Store);
        await here.PushAsync(result);
        there.ShouldHave(await there.FetchAsync(result.Key), result);
        here.Warnings.ShouldBeEmpty();
        there.Traffic.Hits.ShouldBe(1);
        there.Traffic.BytesFetched.ShouldBe(here.Traffic.BytesSent);
    }

    [Fact]
    public async Task A_result_without_files_has_no_layer_of_them()
    {
        using var cache = new CacheUnderTest(_wire.Address);
        var result = SampleResult.OfNoise(cache.Store, "nothing") with { Outputs = OutputTree.Empty, Log = "" };
        await cache.PushAsync(result);
        cache.ShouldHave(await cache.FetchAsync(result.Key), result);
        Writes.Count(w => w.StartsWith("PUT ", StringComparison.Ordinal)).ShouldBe(3); // config, log and manifest
    }

    [Fact]
    public async Task A_large_result_goes_in_several_layers_and_comes_back_whole()
    {
        const int mib = 1 << 20;
        using var here = new CacheUnderTest(_wire.Address);
        using var there = new CacheUnderTest(_wire.Address, CacheMode.Read);
        var result = SampleResult.OfNoise(here.Store, "large", 40 * mib, 23 * mib, 2 * mib, 70 * mib, 1);
        await here.PushAsync(result);
        there.ShouldHave(await there.FetchAsync(result.Key), result);
        // 40 + 23, 2, 70 and 1; then config, log and manifest.
        Writes.Count(w => w.StartsWith("PUT ", StringComparison.Ordinal)).ShouldBe(4 + 3);
    }

    [Fact]
    public async Task The_same_result_pushed_again_sends_nothing()
    {
        using var first = new CacheUnderTest(_wire.Address);
        await first.PushAsync(SampleResult.OfEverything(first.Store));
        _wire.Requests.Clear();
        using var second = new CacheUnderTest(_wire.Address);
        await second.PushAsync(SampleResult.OfEverything(second.Store));
        _wire.Requests.ShouldHaveSingleItem().ShouldStartWith("GET /v2/argosy/cache/manifests/action-");
        second.Traffic.BytesSent.ShouldBe(0);
        second.Traffic.BlobsSkipped.ShouldBe(3);
    }

    [Fact]
    public async Task Another_result_sends_what_it_does_not_share()
    {
        using var cache = new CacheUnderTest(_wire.Address);
        await cache.PushAsync(SampleResult.OfEverything(cache.Store));
        _wire.Requests.Clear();
        await cache.PushAsync(SampleResult.OfEverything(cache.Store, "again"));
        Writes.Count(w => w.StartsWith("POST ", StringComparison.Ordinal)).ShouldBe(1); // the config
        cache.Traffic.BlobsSkipped.ShouldBe(2); // files and log
    }

    [Fact]
    public async Task A_layer_whose_files_are_all_there_is_not_fetched()
    {
        using var cache = new CacheUnderTest(_wire.Address);
        var result = SampleResult.OfEverything(cache.Store);
        await cache.PushAsync(result);
        _wire.Requests.Clear();
        cache.ShouldHave(await cache.FetchAsync(result.Key), result);
        _wire.Requests.Count.ShouldBe(3); // manifest, config and log
    }

    [Fact]
    public async Task In_read_mode_nothing_is_sent_and_a_failure_never_is()
    {
        using var reader = new CacheUnderTest(_wire.Address, CacheMode.Read);
        await reader.PushAsync(SampleResult.OfEverything(reader.Store));
        using var writer = new CacheUnderTest(_wire.Address);
        await writer.PushAsync(SampleResult.OfEverything(writer.Store) with { ExitCode = 1 });
        _wire.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_nobody_pushed_is_a_miss_without_a_warning()
    {
        using var cache = new CacheUnderTest(_wire.Address);
        (await cache.FetchAsync(SampleResult.Key("unknown"))).ShouldBeNull();
        cache.Warnings.ShouldBeEmpty();
        cache.Traffic.ShouldBe(new RegistryTraffic(0, 1, 0, 0, 0));
    }

    [Fact]
    public async Task Relative_places_to_upload_to_are_followed()
    {
        using var relative = await RealRegistry.StartAsync(withRelativeUrls: true);
        using var cache = new CacheUnderTest(relative.Address);
        var result = SampleResult.OfEverything(cache.Store);
        await cache.PushAsync(result);
        cache.ShouldHave(await cache.FetchAsync(result.Key), result);
    }

    [Fact]
    public async Task A_file_that_was_spoiled_in_the_local_store_is_not_sent()
    {
        using var cache = new CacheUnderTest(_wire.Address);
        var result = SampleResult.OfEverything(cache.Store);
        var spoiled = cache.Store.PathOf(result.Outputs.Entries.Single(e => e.Path == "out/tool"));
        File.SetUnixFileMode(spoiled, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(spoiled, "BYTES OF THE TOOL");
        await cache.PushAsync(result);
        cache.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0241 ");
        Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_tools_read_what_is_pushed()
    {
        using var cache = new CacheUnderTest(_registry.Address);
        var result = SampleResult.OfEverything(cache.Store);
        await cache.PushAsync(result);
        using var skopeo = Process.Start(new ProcessStartInfo("skopeo",
            ["inspect", "--raw", "--tls-verify=false",
                $"docker://{_registry.Address}/argosy/cache:{ActionTag.Of(result.Key)}"])
        { RedirectStandardOutput = true })!;
        using var manifest = JsonDocument.Parse(await skopeo.StandardOutput.ReadToEndAsync());
        await skopeo.WaitForExitAsync();
        manifest.RootElement.GetProperty("artifactType").GetString().ShouldBe("application/vnd.argosy.action.v1");
        manifest.RootElement.GetProperty("layers").GetArrayLength().ShouldBe(2);
    }
}
