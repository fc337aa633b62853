using System.Net.Http.Headers;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Packages.Tests.Publishing;

/// <summary>nginx with the generated configuration.</summary>
[Trait("Category", "Slow")]
public sealed class ServedMirrorTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();
    private PublishedTarget _published = null!;
    private LoopbackNginx _nginx = null!;

    public async ValueTask InitializeAsync()
    {
        _published = new(_folder, new FolderTarget(_folder.At("srv")));
        await PublishAsync(1);
        _nginx = await LoopbackNginx.StartAsync(
            listen => new NginxConfiguration(_folder.At("srv"), listen).Write());
        _http.BaseAddress = new(_nginx.Address, $"{SampleMirror.Name}/");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _nginx.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01",
        "application/vnd.pypi.simple.v1+json")]
    [InlineData("application/vnd.pypi.simple.latest+json", "application/vnd.pypi.simple.v1+json")]
    [InlineData("application/vnd.pypi.simple.v1+json;q=0, text/html", "text/html")]
    [InlineData("text/html", "text/html")]
    [InlineData("*/*", "text/html")]
    public async Task An_index_is_what_its_reader_accepts(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "p0/");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Headers.Vary.ShouldContain("Accept");
        response.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_package_may_be_kept_for_ever()
    {
        using var response = await _http.GetAsync(new Uri("p/p0/p0-1-py3-none-any.whl", UriKind.Relative));
        response.Headers.CacheControl!.Extensions.ShouldContain(new NameValueHeaderValue("immutable"));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
    }

    [Theory]
    [InlineData("p/p0/")]
    [InlineData("p/p0/p0-9-py3-none-any.whl")]
    [InlineData("../../snapshots/")]
    public async Task Nothing_else_is_shown(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        ((int)response.StatusCode).ShouldBeOneOf(403, 404);
    }

    [Fact]
    public async Task An_index_read_before_a_publication_or_a_rollback_leads_to_its_packages()
    {
        await PublishAsync(2);
        (await GetAsync("p/p0/p0-1-py3-none-any.whl")).ShouldStartWith("p0 1 ");
        await _published.Operations.RollBackAsync(SampleMirror.Name, null, CancellationToken.None);
        (await GetAsync("p/p0/p0-2-py3-none-any.whl")).ShouldStartWith("p0 2 ");
    }

    [Fact]
    public Task Readers_see_old_or_new_and_never_a_mix() => StressAsync(readers: 40, publications: 10);

    [Fact]
    [Trait("Category", "Soak")]
    public Task So_do_many_for_long() => StressAsync(readers: 200, publications: 50);

    // Each round is a publication and a rollback.
    private async Task StressAsync(int readers, int publications)
    {
        using var end = new CancellationTokenSource();
        var reading = Enumerable.Range(0, readers).Select(seed => new PipLikeReader(_http, seed).RunAsync(end.Token))
            .ToList();
        for (var edition = 2; edition < publications + 2; edition++)
        {
            await PublishAsync(edition);
            await _published.Operations.RollBackAsync(SampleMirror.Name, null, CancellationToken.None);
        }

        await end.CancelAsync();
        var results = await Task.WhenAll(reading);
        results.SelectMany(r => r.Errors).ShouldBeEmpty();
        results.Sum(r => r.Reads).ShouldBeGreaterThan(readers);
        results.SelectMany(r => r.Editions).Distinct().Count().ShouldBeGreaterThan(1);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
    }

    private Task<PublishReport> PublishAsync(int edition) =>
        _published.PublishAsync(edition, o => o with { Keep = new(1000) });

    private Task<string> GetAsync(string path) => _http.GetStringAsync(new Uri(path, UriKind.Relative));
}
