using System.Net;
using System.Text;
using Argosy.Oci.Registry;
using Argosy.Oci.Tests.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Tests.Transfer;

#pragma warning disable CA1001 // xunit calls DisposeAsync, by another interface
/// <summary>Registries that lie, break off, throttle or answer something else.</summary>
public sealed class HostileTransferTests : IAsyncLifetime
{
    private readonly Transfers _transfers = new();
    private RealRegistry _registry = null!;
    private Interceptor _wire = null!;

    private string Layout => _transfers.Folder.At("layout");

    private string Reference => $"{_wire.Address}/team/app:1";

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync(withRelativeUrls: true);
        _wire = new(_registry.Address);
        SampleLayout.Write(Layout, 1);
    }

    public async ValueTask DisposeAsync()
    {
        _registry.Dispose();
        await _wire.DisposeAsync();
        _transfers.Dispose();
    }

    [Fact]
    public async Task A_throttling_registry_is_waited_for_as_it_asks()
    {
        var refused = 0;
        _wire.Answer = (context, _) =>
        {
            if (context.Request.HttpMethod != "POST" || Interlocked.Increment(ref refused) > 2)
                return Task.FromResult(false);
            context.Response.Headers["Retry-After"] = "1";
            return Status(context, 429);
        };
        (await _transfers.PushAsync(Layout, Reference)).Count(BlobOutcome.Sent).ShouldBe(7);
    }

    [Fact]
    public async Task A_registry_that_asks_to_wait_too_long_is_an_error_with_the_time()
    {
        _wire.Answer = (context, _) =>
        {
            context.Response.Headers["Retry-After"] = "7200";
            return Status(context, 503);
        };
        (await RefusalAsync()).ShouldContain("ARG0235", Case.Sensitive);
        (await RefusalAsync()).ShouldContain("7200 s", Case.Sensitive);
    }

    [Fact]
    public async Task A_web_page_is_no_registry()
    {
        _wire.Answer = async (context, cancellation) =>
        {
            context.Response.ContentType = "text/html";
            if (context.Request.HttpMethod != "HEAD")
                await context.Response.OutputStream.WriteAsync("<html>Log in</html>"u8.ToArray(), cancellation);
            return true;
        };
        (await RefusalAsync()).ShouldContain("web page", Case.Sensitive);
    }

    [Fact]
    public async Task A_registry_that_names_another_digest_gets_no_tag()
    {
        _wire.Answer = (context, _) =>
        {
            if (context.Request.HttpMethod != "PUT" || !IsBlob(context)) return Task.FromResult(false);
            context.Response.Headers["Docker-Content-Digest"] = $"sha256:{new string('0', 63)}1";
            return Status(context, 201);
        };
        (await RefusalAsync()).ShouldStartWith("ARG0238 ");
        _wire.Requests.ShouldNotContain(r => r.Contains("/manifests/1", StringComparison.Ordinal)
            && r.StartsWith("PUT ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pull_of_other_bytes_leaves_no_layout()
    {
        await _transfers.PushAsync(Layout, Reference);
        _wire.Answer = async (context, cancellation) =>
        {
            if (context.Request.HttpMethod != "GET" || !IsBlob(context)) return false;
            await context.Response.OutputStream.WriteAsync(new byte[1000], cancellation);
            return true;
        };
        var error = await Should.ThrowAsync<ArgosyException>(
            _transfers.PullAsync(Reference, _transfers.Folder.At("copy")));
        error.Message.ShouldStartWith("ARG02");
        Directory.Exists(_transfers.Folder.At("copy")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_push_whose_connections_break_is_completed()
    {
        await using var relay = new DroppingRelay(_registry.Address, 50_000, drops: 2);
        (await _transfers.PushAsync(Layout, $"{relay.Address}/team/app:1")).Count(BlobOutcome.Sent).ShouldBe(7);
        relay.Left.ShouldBe(0);
    }

    [Fact]
    public async Task An_upload_goes_on_where_the_connection_broke()
    {
        await using var server = new ResumingRegistry();
        await using var relay = new DroppingRelay(server.Address, 50_000, drops: 1);
        await _transfers.PushAsync(Layout, $"{relay.Address}/team/app:1");
        server.Blobs.Count.ShouldBe(7);
        server.Ranges.ShouldHaveSingleItem().ShouldEndWith("-199999");
    }

    [Fact]
    public async Task A_token_that_the_registry_forbids_in_mid_push_is_renewed()
    {
        var basic = Convert.ToBase64String("builder:secret"u8);
        _transfers.Folder.Write(
            ".docker/config.json", $$"""{"auths": {"{{_wire.Address}}": {"auth": "{{basic}}"} } }""");
        var tokens = 0;
        var writes = 0;
        _wire.Answer = async (context, cancellation) =>
        {
            if (context.Request.Url!.AbsolutePath == "/token")
            {
                var token = Interlocked.Increment(ref tokens);
                await context.Response.OutputStream.WriteAsync(
                    Encoding.UTF8.GetBytes($$"""{"token":"t{{token}}","expires_in":300}"""), cancellation);
                return true;
            }

            if (context.Request.Headers["Authorization"]?.StartsWith("Bearer t", StringComparison.Ordinal) != true)
            {
                context.Response.Headers["WWW-Authenticate"] =
                    $"Bearer realm=\"http://{_wire.Address}/token\",service=\"test\",scope=\"repository:team/app\"";
                return await Status(context, 401);
            }

            return context.Request.HttpMethod == "PUT" && Interlocked.Increment(ref writes) == 3
                && await Status(context, 403);
        };
        (await _transfers.PushAsync(Layout, Reference)).Count(BlobOutcome.Sent).ShouldBe(7);
        tokens.ShouldBeGreaterThan(2);
    }

    private async Task<string> RefusalAsync() =>
        (await Should.ThrowAsync<ArgosyException>(_transfers.PushAsync(Layout, Reference))).Message;

    private static bool IsBlob(HttpListenerContext context) =>
        context.Request.RawUrl!.Contains("/blobs/", StringComparison.Ordinal);

    private static Task<bool> Status(HttpListenerContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.FromResult(true);
    }
}
