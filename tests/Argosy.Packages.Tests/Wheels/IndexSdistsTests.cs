using System.Net;
using System.Text;
using Argosy.Artifacts;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Sources;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Wheels;

/// <summary>Python indexes, honest and others, on loopback.</summary>
public sealed class IndexSdistsTests : IDisposable
{
    private const string Json = "application/vnd.pypi.simple.v1+json";
    private static readonly WheelDefinition s_alpha = new("alpha") { Version = PythonVersion.Parse("1.0") };
    private readonly Dictionary<string, Action<HttpListenerContext>> _pages = [];
    private readonly List<string> _asked = [];
    private readonly LoopbackServer _server;

    public IndexSdistsTests() => _server = new("simple", context =>
    {
        var path = context.Request.Url!.AbsolutePath;
        _asked.Add(path);
        if (_pages.TryGetValue(path, out var answer)) answer(context);
        else context.Response.StatusCode = 404;
        context.Response.Close();
    });

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_newest_sdist_that_isnt_yanked_is_taken_from_json()
    {
        PageJson(File("alpha-1.0.tar.gz"), File("alpha-2.0.tar.gz", yanked: "\"broken\""), File("alpha-1.5.zip"),
            File("alpha-3.0rc1.tar.gz"), File("alpha-2.0-py3-none-any.whl"));
        var found = await FindAsync(new("alpha"));
        found.Offer!.Version.ToString().ShouldBe("1.5");
        Path.GetFileName(found.Offer.Path).ShouldBe("alpha-1.5.zip");
        found.Offer.From.ShouldBe("index default");
    }

    [Fact]
    public async Task Html_has_relative_links_entities_and_yanked_files()
    {
        Page($"""
            <!DOCTYPE html><html><body>
            <a href="../files/alpha-1.0.tar.gz#sha256={Digest.Of("alpha-1.0.tar.gz").Hex}" data-requires-python="&gt;=3.8">
              alpha-1.0.tar.gz</a><br/>
            <A data-yanked HREF='../files/alpha-1.0.zip#sha256=0'>alpha-1.0.zip</A>
            </body></html>
            """, "text/html; charset=utf-8");
        _pages["/simple/files/alpha-1.0.tar.gz"] = Content("alpha-1.0.tar.gz");
        (await FindAsync(s_alpha)).Offer!.Version.ToString().ShouldBe("1.0");
    }

    [Fact]
    public async Task Redirections_of_pages_and_files_are_followed_and_links_are_relative_to_the_last_page()
    {
        _pages["/simple/alpha/"] = context => context.Response.Redirect("/simple/moved/alpha/");
        Page($$"""{"meta": {"api-version": "1.0"}, "files": [{{File("alpha-1.0.tar.gz", link: "f/alpha-1.0.tar.gz")}}]}""",
            Json, "/simple/moved/alpha/");
        _pages["/simple/moved/alpha/f/alpha-1.0.tar.gz"] = context => context.Response.Redirect("/simple/real");
        _pages["/simple/real"] = Content("alpha-1.0.tar.gz");
        (await FindAsync(s_alpha)).Offer.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_project_or_a_version_that_it_lacks_is_said()
    {
        (await FindAsync(new("beta"))).Had.ShouldBe("it has no sdist of it");
        PageJson(File("alpha-1.1.tar.gz"), File("alpha-1.2.tar.gz"));
        (await FindAsync(s_alpha)).Had.ShouldBe("its newest sdists are 1.2, 1.1");
        PageJson(File("alpha-1.0.tar.gz", yanked: "true"));
        (await FindAsync(s_alpha)).Had.ShouldBe("its sdist of 1.0 was yanked");
    }

    [Fact]
    public async Task A_pinned_file_is_fetched_even_if_it_was_yanked()
    {
        PageJson(File("alpha-1.0.tar.gz", yanked: "true"));
        var pin = new Packages.Wheels.PinnedSdist("alpha-1.0.tar.gz", Digest.Of("alpha-1.0.tar.gz"), "index default");
        using var index = Open();
        (await index.FindAsync(s_alpha, pin, default)).Offer.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_with_another_content_is_refused_by_name()
    {
        PageJson(File("alpha-1.0.tar.gz"));
        _pages["/simple/alpha/alpha-1.0.tar.gz"] =
            context => LoopbackServer.Answer(context, "<html>login</html>", "text/html");
        await ShouldRefuseAsync("ARG0553 alpha-1.0.tar.gz: ", "its content is sha256:", "announces sha256:");
    }

    [Fact]
    public async Task A_file_without_a_hash_is_refused()
    {
        PageJson("""{"filename": "alpha-1.0.tar.gz", "url": "alpha-1.0.tar.gz", "hashes": {}}""");
        await ShouldRefuseAsync("ARG0553 alpha-1.0.tar.gz: ", "names no SHA-256");
    }

    [Fact]
    public async Task A_link_to_another_file_is_refused()
    {
        PageJson(File("alpha-1.0.tar.gz", link: "evil-6.6.tar.gz"));
        await ShouldRefuseAsync("its link to 'alpha-1.0.tar.gz' is to another file, 'evil-6.6.tar.gz'");
    }

    [Theory]
    [InlineData("../x.tar.gz")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_name_that_is_a_path_is_refused(string name)
    {
        PageJson(File(name, link: "x.tar.gz"));
        await ShouldRefuseAsync("isn't a file name");
    }

    [Theory]
    [InlineData("{", Json, "isn't the JSON of PEP 691")]
    [InlineData("[]", Json, "isn't the JSON of PEP 691")]
    [InlineData("""{"meta": {"api-version": "2.0"}, "files": []}""", Json, "its format is version 2.0")]
    [InlineData("<html>Sorry, try later</html>", "text/html", "its page lists no file")]
    [InlineData("x", "image/png", "its answer is 'image/png'")]
    public async Task A_page_that_isnt_one_is_refused(string content, string type, string says)
    {
        Page(content, type);
        await ShouldRefuseAsync("ARG0553 alpha: ", says);
    }

    [Fact]
    public async Task A_page_or_a_file_without_end_is_cut_off()
    {
        _pages["/simple/alpha/"] = Endless("text/html");
        await ShouldRefuseAsync("ARG0553 alpha: ", "it has more than 100000 bytes");
        PageJson(File("alpha-1.0.tar.gz"));
        _pages["/simple/alpha/alpha-1.0.tar.gz"] = Endless("application/octet-stream");
        await ShouldRefuseAsync("ARG0553 alpha-1.0.tar.gz: ", "it has more than 200000 bytes");
    }

    [Fact]
    public async Task A_page_that_never_comes_is_given_up()
    {
        using var never = new SemaphoreSlim(0);
        _pages["/simple/alpha/"] = _ => never.Wait(Patience.Limit);
        await ShouldRefuseAsync(TimeSpan.FromMilliseconds(200), "its page takes longer than 0.2 seconds");
        never.Release();
    }

    [Fact]
    public async Task A_wheel_that_fits_a_platform_is_found()
    {
        PageJson(File("alpha-1.0.tar.gz"), File("alpha-1.0-cp311-cp311-manylinux_2_17_aarch64.whl"),
            File("alpha-1.0-cp311-cp311-manylinux_2_17_x86_64.whl", yanked: "true"),
            File("alpha-1.0-py3-none-manylinux_2_17_ppc64le.whl", requires: ">=3.12"));
        using var index = Open();
        (await On("arm64")).ShouldBe("alpha-1.0-cp311-cp311-manylinux_2_17_aarch64.whl");
        (await On("x64")).ShouldBeNull();
        (await On("ppc64le")).ShouldBeNull();
        _asked.Count.ShouldBe(1);

        Task<string?> On(string architecture) =>
            index.FindWheelAsync("alpha", s_alpha.Version!, Roots.PlatformOf(architecture), default);
    }

    [Fact]
    public async Task A_password_goes_to_the_indexs_host_and_into_no_error()
    {
        string? sent = null;
        _pages["/simple/alpha/"] = context =>
        {
            sent = context.Request.Headers["Authorization"];
            context.Response.StatusCode = 500;
        };
        var address = new UriBuilder($"{_server.Address}/") { UserName = "u", Password = "secret" }.Uri;
        using var client = new IndexClient(address, Limits(TimeSpan.FromSeconds(30)));
        var error = await Should.ThrowAsync<ArgosyException>(() => client.FindFilesAsync("alpha", default));
        sent.ShouldBe($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("u:secret"))}");
        error.Message.ShouldContain("its page has status 500");
        error.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void Pips_own_configuration_names_the_index() => PipConfiguration.FindIn(
            "global.index-url='https://b.invalid/simple'\n:env:.index-url='https://a.invalid/simple/'\n"
            + "global.timeout='9'\n")
        .ShouldBe("https://a.invalid/simple/");

    private static string File(string name, string? link = null, string yanked = "false", string requires = "") =>
        $$"""
        {"filename": "{{name}}", "url": "{{link ?? name}}", "hashes": {"sha256": "{{Digest.Of(name).Hex}}"},
         "requires-python": "{{requires}}", "yanked": {{yanked}}}
        """;

    private void PageJson(params string[] files)
    {
        Page($$"""{"meta": {"api-version": "1.1"}, "name": "alpha", "files": [{{string.Join(',', files)}}]}""", Json);
        foreach (var name in (string[])["alpha-1.0.tar.gz", "alpha-1.5.zip"])
            _pages[$"/simple/alpha/{name}"] = Content(name);
    }

    private void Page(string content, string type, string path = "/simple/alpha/") =>
        _pages[path] = context => LoopbackServer.Answer(context, content, type);

    private static Action<HttpListenerContext> Content(string text) =>
        context => LoopbackServer.Answer(context, text, "application/octet-stream");

    private static Action<HttpListenerContext> Endless(string type) => context =>
    {
        context.Response.ContentType = type;
        context.Response.SendChunked = true;
        var block = new byte[1 << 16];
        try
        {
            // Ends when the client closes the connection; no client reads this much.
            for (var i = 0; i < 10_000; i++) context.Response.OutputStream.Write(block);
        }
        catch (Exception e) when (e is HttpListenerException or IOException)
        {
        }
    };

    private async Task<SdistSearch> FindAsync(WheelDefinition wheel)
    {
        using var index = Open();
        return await index.FindAsync(wheel, null, default);
    }

    private Task ShouldRefuseAsync(params string[] says) => ShouldRefuseAsync(TimeSpan.FromSeconds(30), says);

    private async Task ShouldRefuseAsync(TimeSpan time, params string[] says)
    {
        using var index = Open(time);
        var error = await Should.ThrowAsync<ArgosyException>(() => index.FindAsync(s_alpha, null, default));
        foreach (var text in says) error.Message.ShouldContain(text);
    }

    private IndexSdists Open(TimeSpan? time = null) => new("index default", _ => Task.FromResult(
        new IndexClient(new($"{_server.Address}/"), Limits(time ?? TimeSpan.FromSeconds(30)))));

    private static IndexLimits Limits(TimeSpan time) => new(100_000, 200_000, time, TimeSpan.FromSeconds(30));
}
