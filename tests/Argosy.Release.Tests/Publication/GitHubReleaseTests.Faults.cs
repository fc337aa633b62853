namespace Argosy.Release.Tests.Publication;

public sealed partial class GitHubReleaseTests
{
    [Fact]
    public async Task A_limit_is_waited_for_as_GitHub_says_and_its_own_error_is_tried_again()
    {
        var faults = new Queue<(int, string)>(
            [(500, "Server Error"), (403, "You have exceeded a secondary rate limit.")]);
        _github.Otherwise = context =>
        {
            if (!FakeReleases.IsUpload(context) || !faults.TryDequeue(out var fault)) return false;
            FakeReleases.Read(context);
            if (fault.Item1 == 403) context.Response.Headers["Retry-After"] = "7";
            return FakeReleases.Refuse(context, fault.Item1, fault.Item2);
        };
        await _publisher.PublishAsync();
        IsPublic.ShouldBeTrue();
        _publisher.Waits.ShouldBe([1, 7]);
        _publisher.Log[1].ShouldBe("GitHub: You have exceeded a secondary rate limit; again in 7 s");
    }

    [Fact]
    public async Task A_limit_that_lasts_longer_is_an_error()
    {
        _github.Otherwise = context =>
        {
            context.Response.Headers["Retry-After"] = "3600";
            return FakeReleases.Refuse(context, 429, "Too many requests");
        };
        (await RefusedAsync()).ShouldContain("Too many requests. Try again in some minutes.");
        _publisher.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_breaks_off_is_made_again()
    {
        var broken = 0;
        _github.Otherwise = context =>
        {
            if (!FakeReleases.IsUpload(context) || broken++ > 0) return false;
            context.Request.InputStream.ReadExactly(new byte[1000]);
            _github.AddAsset(_github.Releases[0], "a.1.deb", [1], "starter");
            return FakeReleases.Drop(context);
        };
        await _publisher.PublishAsync();
        _publisher.Waits.ShouldBe([1]);
        (IsPublic, Uploads, _github.Assets.Count).ShouldBe((true, 4, 3));
        _github.Assets.ShouldAllBe(a => a.State == "uploaded");
    }

    [Fact]
    public async Task A_release_whose_answer_was_lost_isnt_made_twice()
    {
        var lost = false;
        _github.Otherwise = context =>
        {
            if (context.Request.HttpMethod != "POST" || lost) return false;
            lost = true;
            FakeReleases.Read(context);
            _github.AddRelease(draft: true);
            return FakeReleases.Drop(context);
        };
        await _publisher.PublishAsync();
        (lost, IsPublic).ShouldBe((true, true));
        _publisher.Waits.ShouldBe([1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>A proxy</html>")]
    public async Task An_answer_of_something_else_is_an_error(string body)
    {
        _github.Otherwise = context => context.Request.HttpMethod == "POST"
            && FakeReleases.Read(context) is { } && LoopbackServer.Answer(context, body, status: 201);
        (await RefusedAsync()).ShouldStartWith("ARG0951 127.0.0.1/o/r: the answer isn't GitHub's. ");
    }

    [Fact]
    public async Task Other_bytes_than_were_sent_are_sent_once_more()
    {
        var first = true;
        _github.Given = asset =>
        {
            var wrong = first && asset.Name == "b.tar.gz";
            if (wrong) first = false;
            return wrong ? [.. asset.Bytes[..^1], (byte)(asset.Bytes[^1] ^ 1)] : asset.Bytes;
        };
        await _publisher.PublishAsync();
        (first, IsPublic, Uploads).ShouldBe((false, true, 4));
    }

    [Fact]
    public async Task Nothing_is_public_as_long_as_other_bytes_come_back()
    {
        _github.Given = asset => asset.Name == "b.tar.gz" ? [.. asset.Bytes, 0] : asset.Bytes;
        var error = await RefusedAsync();
        error.ShouldContain("ARG0956 https://github.com/o/r/releases/");
        error.ShouldContain("ARG0961 release 1.2.3: the publication ended at 'github'; public: nothing; not public: "
            + "github (a~1.deb, b.tar.gz, notes.md). Run the same command again: what is there is kept.");
        IsPublic.ShouldBeFalse();
    }

    [Fact]
    public async Task After_a_failure_the_next_run_goes_on()
    {
        var isDown = true;
        _github.Otherwise = context => isDown
            && context.Request.Url!.Query.Contains("name=notes.md", StringComparison.Ordinal)
            && FakeReleases.Read(context) is { } && FakeReleases.Refuse(context, 502, "Bad Gateway");
        (await RefusedAsync()).ShouldContain("ARG0951 127.0.0.1/o/r: GitHub says: Bad Gateway. Try again later. "
            + "The draft stays as it is; run the same command again.");
        _publisher.Waits.ShouldBe([1, 2, 4, 8, 16]);
        (_github.Assets.Count, IsPublic).ShouldBe((2, false));
        isDown = false;
        _github.Requests.Clear();
        await _publisher.PublishAsync();
        (Uploads, IsPublic).ShouldBe((1, true));
    }
}
