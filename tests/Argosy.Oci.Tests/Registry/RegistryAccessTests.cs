using System.Collections.Specialized;
using System.Net;
using System.Text;
using System.Web;
using Argosy.Oci.Registry;
using Argosy.Oci.Results;
using Argosy.Oci.Tests.Results;

namespace Argosy.Oci.Tests.Registry;

#pragma warning disable CA1001 // xunit calls DisposeAsync, by another interface
/// <summary>Registries that require authentication.</summary>
public sealed class RegistryAccessTests : IAsyncLifetime
{
    private static readonly string s_basic =
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RealRegistry.User}:{RealRegistry.Password}"));
    private readonly TestFolder _home = new();
    private RealRegistry _open = null!;
    private RealRegistry _closed = null!;
    private Interceptor _wire = null!;

    public async ValueTask InitializeAsync()
    {
        _open = await RealRegistry.StartAsync();
        _closed = await RealRegistry.StartAsync(withPassword: true);
        _wire = new(_open.Address);
    }

    public async ValueTask DisposeAsync()
    {
        // Ends the processes first; nothing else would end them.
        _open.Dispose();
        _closed.Dispose();
        await _wire.DisposeAsync();
        _home.Dispose();
    }

    [Theory]
    [InlineData(".docker/config.json")]
    [InlineData(".config/containers/auth.json")]
    public async Task The_password_that_docker_or_podman_keeps_opens_it(string file)
    {
        LogIn(file, _closed.Address, s_basic);
        using var cache = Cache(_closed.Address);
        var result = SampleResult.OfEverything(cache.Store);
        await cache.PushAsync(result);
        cache.ShouldHave(await cache.FetchAsync(result.Key), result);
    }

    [Fact]
    public async Task Without_credentials_one_warning_for_reading_and_one_for_writing()
    {
        using var cache = Cache(_closed.Address);
        var result = SampleResult.OfEverything(cache.Store);
        for (var i = 0; i < 3; i++)
        {
            (await cache.FetchAsync(result.Key)).ShouldBeNull();
            await cache.PushAsync(result);
        }

        cache.Warnings.Count.ShouldBe(2);
        cache.Warnings.ShouldAllBe(w => w.StartsWith("ARG0236 "));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_not_shown()
    {
        LogIn(".docker/config.json", _closed.Address, Convert.ToBase64String("builder:wr0ng"u8));
        using var cache = Cache(_closed.Address);
        (await cache.FetchAsync(SampleResult.Key("any"))).ShouldBeNull();
        cache.Warnings.ShouldHaveSingleItem().ShouldContain("refuses the credentials");
        cache.Warnings.ShouldAllBe(w => !w.Contains("wr0ng"));
    }

    [Fact]
    public async Task A_helper_that_fails_is_asked_once_for_reading_and_once_for_writing()
    {
        _home.Write(".docker/config.json", """{"credsStore": "missing"}""");
        using var cache = Cache(_closed.Address);
        for (var i = 0; i < 3; i++) (await cache.FetchAsync(SampleResult.Key($"{i}"))).ShouldBeNull();
        cache.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0232 docker-credential-missing: ");
    }

    [Fact]
    public async Task Tokens_are_fetched_with_the_password_once_for_reading_and_once_for_writing()
    {
        LogIn(".docker/config.json", _wire.Address, s_basic);
        var asked = WantTokens();
        using var cache = Cache(_wire.Address);
        var result = SampleResult.OfEverything(cache.Store);
        await cache.PushAsync(result);
        cache.ShouldHave(await cache.FetchAsync(result.Key), result);
        asked.ShouldBe(["repository:argosy/cache:pull", "repository:argosy/cache:pull,push"]);
        // Only the token server received the password.
        _wire.Requests.Zip(_wire.Authorizations).Where(r => r.Second.Contains(s_basic, StringComparison.Ordinal))
            .ShouldAllBe(r => r.First.StartsWith("GET /token?"));
    }

    [Fact]
    public async Task A_token_that_has_expired_is_fetched_anew_and_one_that_has_not_is_not()
    {
        LogIn(".docker/config.json", _wire.Address, s_basic);
        var asked = WantTokens();
        var time = new HandSetTime();
        using var client = new RegistryClient(
            RegistryAddress.Parse($"oci://{_wire.Address}/argosy/cache"), new(HomeVariable),
            RegistryTimeouts.Default, new(), new(), time);
        foreach (var (seconds, tokens) in new[] { (0, 1), (200, 1), (100, 2) })
        {
            time.Seconds += seconds;
            (await client.TryGetManifestAsync("none", default)).ShouldBeNull();
            asked.Count.ShouldBe(tokens);
        }
    }

    [Fact]
    public async Task An_identity_token_is_posted_and_is_in_no_address()
    {
        _home.Write(".docker/config.json", $$"""{"auths": {"{{_wire.Address}}": {"identitytoken": "1dentity"} } }""");
        var asked = WantTokens("1dentity");
        using var cache = Cache(_wire.Address);
        (await cache.FetchAsync(SampleResult.Key("none"))).ShouldBeNull();
        cache.Warnings.ShouldBeEmpty();
        asked.ShouldHaveSingleItem();
        _wire.Requests.ShouldContain("POST /token");
    }

    [Fact]
    public async Task A_token_server_without_https_elsewhere_gets_no_password()
    {
        LogIn(".docker/config.json", _wire.Address, s_basic);
        _wire.Answer = (context, _) =>
            Challenge(context, "Bearer realm=\"http://tokens.example/token\",service=\"test\"");
        using var cache = Cache(_wire.Address);
        (await cache.FetchAsync(SampleResult.Key("none"))).ShouldBeNull();
        cache.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0237 ");
    }

    [Fact]
    public async Task An_upload_that_leads_to_another_host_takes_no_credentials_there()
    {
        LogIn(".docker/config.json", _wire.Address, s_basic);
        await using var elsewhere = new Interceptor(_open.Address);
        _wire.UploadsTo = elsewhere.Address;
        _wire.Answer = (context, _) => context.Request.Headers["Authorization"] == $"Basic {s_basic}"
            ? Task.FromResult(false)
            : Challenge(context, "Basic realm=\"test\"");
        using var cache = Cache(_wire.Address);
        var result = SampleResult.OfEverything(cache.Store);
        await cache.PushAsync(result);
        elsewhere.Requests.Count.ShouldBe(3);
        elsewhere.Authorizations.ShouldAllBe(a => a.Length == 0);
        cache.ShouldHave(await cache.FetchAsync(result.Key), result);
    }

    [Fact]
    public async Task A_download_that_leads_to_another_host_takes_no_credentials_there()
    {
        LogIn(".docker/config.json", _wire.Address, s_basic);
        await using var elsewhere = new Interceptor(_open.Address);
        _wire.Answer = (context, _) =>
        {
            if (context.Request.Headers["Authorization"] != $"Basic {s_basic}")
                return Challenge(context, "Basic realm=\"test\"");
            if (context.Request.HttpMethod != "GET"
                || !context.Request.RawUrl!.Contains("/blobs/", StringComparison.Ordinal))
                return Task.FromResult(false);
            context.Response.Redirect($"http://{elsewhere.Address}{context.Request.RawUrl}");
            return Task.FromResult(true);
        };
        using var cache = Cache(_wire.Address);
        var result = SampleResult.OfEverything(cache.Store);
        await cache.PushAsync(result);
        cache.ShouldHave(await cache.FetchAsync(result.Key), result);
        elsewhere.Requests.Count.ShouldBe(2); // config and log: the files are there
        elsewhere.Authorizations.ShouldAllBe(a => a.Length == 0);
    }

    [Fact]
    public async Task A_token_server_that_hangs_is_waited_for_once()
    {
        _wire.Answer = async (context, cancellation) =>
        {
            if (context.Request.Url!.AbsolutePath != "/token")
                return await Challenge(context, $"Bearer realm=\"http://{_wire.Address}/token\"");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return true;
        };
        using var cache = new CacheUnderTest(_wire.Address, timeouts: CacheUnderTest.Short);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => cache.FetchAsync(SampleResult.Key($"{i}"))));
        _wire.Requests.Count(r => r.StartsWith("GET /token", StringComparison.Ordinal)).ShouldBe(1);
        cache.Warnings.ShouldHaveSingleItem().ShouldStartWith("ARG0233 ");
    }

    [Fact]
    public void A_challenge_is_read_with_its_quotes()
    {
        var challenge = AuthChallenge.Parse(new(
            "bearer",
            """realm="https://t.example/a?b=\"c\"",Service=plain , scope="repository:a:pull,push repository:b:pull" """));
        challenge.IsBearer.ShouldBeTrue();
        challenge.Realm.ShouldBe("https://t.example/a?b=\"c\"");
        challenge.Service.ShouldBe("plain");
        challenge.Scopes.ShouldBe(["repository:a:pull,push", "repository:b:pull"]);
    }

    // The scopes of all fetched tokens. A token is its scope, and is valid for 300 seconds.
    private List<string> WantTokens(string? identity = null)
    {
        var asked = new List<string>();
        _wire.Answer = async (context, cancellation) =>
        {
            if (context.Request.Url!.AbsolutePath != "/token")
            {
                var access = context.Request.HttpMethod is "GET" or "HEAD" ? "pull" : "pull,push";
                return context.Request.Headers["Authorization"] != $"Bearer repository:argosy/cache:{access}"
                    && await Challenge(context,
                        $"Bearer realm=\"http://{_wire.Address}/token\",service=\"test\","
                        + $"scope=\"repository:argosy/cache:{access}\"");
            }

            var form = await FormAsync(context.Request);
            var isKnown = identity is null
                ? context.Request.Headers["Authorization"] == $"Basic {s_basic}"
                : form["refresh_token"] == identity;
            if (!isKnown || form["service"] != "test") return await Challenge(context, "Basic realm=\"test\"");
            lock (asked) asked.Add(form["scope"]!);
            await context.Response.OutputStream.WriteAsync(
                Encoding.UTF8.GetBytes($$"""{"token":"{{form["scope"]}}","expires_in":300}"""), cancellation);
            return true;
        };
        return asked;
    }

    private static async Task<NameValueCollection> FormAsync(HttpListenerRequest request)
    {
        if (request.HttpMethod == "GET") return request.QueryString;
        using var reader = new StreamReader(request.InputStream);
        return HttpUtility.ParseQueryString(await reader.ReadToEndAsync());
    }

    private static Task<bool> Challenge(HttpListenerContext context, string challenge)
    {
        context.Response.StatusCode = 401;
        context.Response.Headers["WWW-Authenticate"] = challenge;
        return Task.FromResult(true);
    }

    private CacheUnderTest Cache(string registry) =>
        new(registry, CacheMode.ReadWrite, null, ("HOME", _home.Path), ("PATH", _home.Path));

    private string? HomeVariable(string name) => name == "HOME" ? _home.Path : null;

    private void LogIn(string file, string registry, string basic) =>
        _home.Write(file, $$"""{"auths": {"{{registry}}": {"auth": "{{basic}}"} } }""");

    private sealed class HandSetTime : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
