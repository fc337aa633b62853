using System.Net;
using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;
using Argosy.Oci.Results;
using Argosy.Oci.Tests.Registry;

namespace Argosy.Oci.Tests.Results;

#pragma warning disable CA1001 // xunit calls DisposeAsync, by another interface
/// <summary>A broken or dishonest registry or proxy: each fault gives a warning, and the task runs.</summary>
public sealed partial class HostileRegistryTests : IAsyncLifetime
{
    private RealRegistry _registry = null!;
    private Interceptor _wire = null!;
    private CacheUnderTest _here = null!;
    private CacheUnderTest _there = null!;
    private ActionResult _result = null!;
    private ActionManifest _manifest = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        _wire = new(_registry.Address);
        _here = new(_registry.Address);
        _there = new(_wire.Address, timeouts: CacheUnderTest.Long);
        _result = SampleResult.OfEverything(_here.Store);
        await _here.PushAsync(_result);
        using var client = Client();
        _manifest = ActionManifest.TryRead((await client.TryGetManifestAsync(ActionTag.Of(_result.Key), default))!)!;
    }

    public async ValueTask DisposeAsync()
    {
        // Ends the process first; nothing else would end it.
        _registry.Dispose();
        _here.Dispose();
        _there.Dispose();
        await _wire.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Bytes_that_rot_in_the_registry_are_refused(int which)
    {
        var file = _registry.FileOf(BlobOf(which).Digest);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await ShouldBeRefusedAsync(which == 1 ? "ARG0240" : "ARG0238", "ARG0238");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_body_that_breaks_off_is_refused(int which)
    {
        var blob = BlobOf(which);
        _wire.Answer = async (context, cancellation) =>
        {
            if (!Asks(context, blob)) return false;
            context.Response.ContentLength64 = blob.Size;
            await context.Response.OutputStream.WriteAsync(new byte[blob.Size / 2], cancellation);
            await context.Response.OutputStream.FlushAsync(cancellation);
            context.Response.Abort();
            return true;
        };
        await ShouldBeRefusedAsync("ARG0234", "ARG0240");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_body_without_end_is_cut_off(int which)
    {
        var blob = BlobOf(which);
        var bytes = await File.ReadAllBytesAsync(_registry.FileOf(blob.Digest));
        _wire.Answer = async (context, cancellation) =>
        {
            if (!Asks(context, blob)) return false;
            context.Response.SendChunked = true;
            while (true) await context.Response.OutputStream.WriteAsync(bytes, cancellation);
        };
        await ShouldBeRefusedAsync("ARG0238");
        _there.Traffic.BytesFetched.ShouldBeLessThan(100_000);
    }

    [Fact]
    public async Task A_manifest_without_end_is_cut_off()
    {
        _wire.Answer = async (context, cancellation) =>
        {
            context.Response.SendChunked = true;
            while (true) await context.Response.OutputStream.WriteAsync(new byte[1 << 16], cancellation);
        };
        await ShouldBeRefusedAsync("ARG0239");
    }

    [Fact]
    public async Task A_result_of_another_action_is_refused()
    {
        var other = SampleResult.Key("other");
        using var client = Client();
        await client.PutManifestAsync(ActionTag.Of(other), _manifest.Write(), default);
        (await _there.FetchAsync(other)).ShouldBeNull();
        _there.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0239 ");
    }

    [Fact]
    public async Task A_failure_in_disguise_is_refused()
    {
        await ReplaceAsync(_manifest with
        {
            Config = await PushAsync(
                ActionMediaTypes.Config, ActionResultJson.Write(_result with { ExitCode = 1, Log = "" }))
        });
        await ShouldBeRefusedAsync("ARG0239");
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""")]
    public async Task What_is_no_result_is_refused(string manifest)
    {
        _wire.Answer = async (context, cancellation) =>
        {
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(manifest), cancellation);
            return true;
        };
        await ShouldBeRefusedAsync("ARG0239");
    }

    [Fact]
    public async Task A_layer_with_a_file_that_is_not_in_the_tree_is_refused()
    {
        // The same layer with one more file at its end, packed by the test.
        var more = SampleResult.OfNoise(_here.Store, "more", 100).Outputs.Entries[^1];
        var files = LayerPlan.TryMake(_result.Outputs)!.Single();
        await ReplaceAsync(_manifest with { Outputs = [await PackAsync([.. files, more])] });
        await ShouldBeRefusedAsync("ARG0240");
        _there.Store.Has(more).ShouldBeFalse();
    }

    [Fact]
    public async Task A_layer_that_lacks_a_file_is_refused()
    {
        var files = LayerPlan.TryMake(_result.Outputs)!.Single();
        await ReplaceAsync(_manifest with { Outputs = [await PackAsync([.. files.SkipLast(1)])] });
        await ShouldBeRefusedAsync("ARG0240");
    }

    [Fact]
    public async Task A_layer_more_than_the_tree_has_is_refused()
    {
        await ReplaceAsync(_manifest with { Outputs = [.. _manifest.Outputs, .. _manifest.Outputs] });
        await ShouldBeRefusedAsync("ARG0239");
    }

    [Fact]
    public async Task A_layer_far_larger_than_its_files_is_not_even_asked_for()
    {
        var huge = await PushAsync(ActionMediaTypes.Outputs, new byte[1 << 20]);
        await ReplaceAsync(_manifest with { Outputs = [huge] });
        await ShouldBeRefusedAsync("ARG0239");
        _wire.Requests.ShouldNotContain(r => r.Contains(huge.Digest.Hex, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_came_out_wrong_is_pushed_anew()
    {
        var other = SampleResult.OfEverything(_here.Store, "other");
        await ReplaceAsync(_manifest with
        {
            Config = await PushAsync(ActionMediaTypes.Config, ActionResultJson.Write(other with { Log = "" }))
        });
        await ShouldBeRefusedAsync("ARG0239");
        await _there.PushAsync(SampleResult.OfEverything(_there.Store));
        using var third = new CacheUnderTest(_wire.Address, CacheMode.Read);
        third.ShouldHave(await third.FetchAsync(_result.Key), _result);
    }

    private Descriptor BlobOf(int which) =>
        which switch { 0 => _manifest.Config, 1 => _manifest.Outputs.Single(), _ => _manifest.Log };

    private static bool Asks(HttpListenerContext context, Descriptor blob) =>
        context.Request.HttpMethod == "GET"
            && context.Request.RawUrl!.Contains(blob.Digest.Hex, StringComparison.Ordinal);

    private async Task ShouldBeRefusedAsync(params string[] ids)
    {
        (await _there.FetchAsync(_result.Key)).ShouldBeNull();
        ids.ShouldContain(_there.Warnings.ShouldHaveSingleItem()[..7]);
        _there.WrongFiles.ShouldBeEmpty();
    }

    private RegistryClient Client() => new(
        RegistryAddress.Parse($"oci://{_registry.Address}/argosy/cache"), new(_ => null),
        RegistryTimeouts.Default, new(), new(), TimeProvider.System);

    private async Task<Descriptor> PushAsync(string mediaType, byte[] bytes)
    {
        using var client = Client();
        using var content = new MemoryStream(bytes);
        var blob = new Descriptor(mediaType, Digest.Of(bytes), bytes.Length);
        await client.PushAsync(blob, content, default);
        return blob;
    }

    private async Task<Descriptor> PackAsync(IReadOnlyList<OutputEntry> files)
    {
        using var layer = new MemoryStream();
        new LayerWriter(_here.Store).Write(files, layer, default);
        return await PushAsync(ActionMediaTypes.Outputs, layer.ToArray());
    }

    private async Task ReplaceAsync(ActionManifest manifest)
    {
        using var client = Client();
        await client.PutManifestAsync(ActionTag.Of(_result.Key), manifest.Write(), default);
    }
}
