using Argosy.Platforms.Diagnostics;
using Argosy.Release.Publication;

namespace Argosy.Release.Tests.Publication;

/// <summary>Asks a server on loopback in place of GitHub.</summary>
public sealed partial class GitHubReleaseTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeReleases _github = new();
    private readonly Dictionary<string, string> _variables;
    private readonly ReleaseFolder _release;
    private readonly ReleasePublisher _publisher;

    public GitHubReleaseTests()
    {
        _variables = new() { ["GITHUB_API_URL"] = _github.Address, ["GITHUB_TOKEN"] = FakeReleases.Token };
        _release = SampleRelease.Write(_folder, prerelease: false,
            ("a~1.deb", ReleaseFileKind.Deb, SampleRelease.Bytes(1, 300_000)),
            ("b.tar.gz", ReleaseFileKind.Native, SampleRelease.Bytes(2, 1_000)),
            ("notes.md", ReleaseFileKind.Notes, "- Good news.\n"u8.ToArray()));
        _publisher = new(_release, _variables, "{repository: o/r}");
    }

    public void Dispose()
    {
        _github.Dispose();
        _folder.Dispose();
    }

    private bool IsPublic => _github.Releases is [var only] && !only["draft"]!.GetValue<bool>();

    private int Uploads => _github.Requests.Count(r => r.StartsWith("POST uploads/", StringComparison.Ordinal));

    [Fact]
    public async Task A_release_is_a_draft_until_every_asset_has_been_fetched_and_compared()
    {
        _github.Otherwise = context =>
        {
            if (context.Request.HttpMethod == "PATCH") _github.StorageAuthorizations.Count.ShouldBe(3);
            return false;
        };
        await _publisher.PublishAsync();
        var release = _github.Releases.ShouldHaveSingleItem();
        (release["draft"]!.GetValue<bool>(), release["prerelease"]!.GetValue<bool>()).ShouldBe((false, false));
        (release["body"]!.GetValue<string>(), release["make_latest"]!.GetValue<string>())
            .ShouldBe(("- Good news.\n", "legacy"));
        release["target_commitish"]!.GetValue<string>().ShouldBe(SampleRelease.Commit);
        _github.Assets.Select(a => (a.Name, a.Label, a.Type)).ShouldBe([
            ("a.1.deb", "a~1.deb", "application/octet-stream"), ("b.tar.gz", "b.tar.gz", "application/octet-stream"),
            ("notes.md", "notes.md", "application/octet-stream")]);
        _github.Assets[0].Bytes.ShouldBe(SampleRelease.Bytes(1, 300_000));
        _publisher.Task.Notes.ShouldContain(n => n.EndsWith(" is public", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_machine_that_stores_assets_doesnt_get_the_token()
    {
        await _publisher.PublishAsync();
        _github.StorageAuthorizations.ShouldBe([null, null, null]);
    }

    [Fact]
    public async Task Neither_does_another_machine_that_a_release_names_for_uploads()
    {
        using var other = new LoopbackServer("x", c => LoopbackServer.Answer(c, c.Request.Headers["Authorization"]!));
        _github.Uploads = $"{other.Address}";
        (await RefusedAsync()).ShouldContain("ARG0951 127.0.0.1/o/r: the answer isn't GitHub's");
        IsPublic.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_run_keeps_what_is_there_and_replaces_what_is_unfinished_or_other(bool digests)
    {
        _github.HasDigests = digests;
        var draft = _github.AddRelease(draft: true);
        var kept = _github.AddAsset(draft, "b.tar.gz", SampleRelease.Bytes(2, 1_000));
        _github.AddAsset(draft, "a~1.deb", [1, 2, 3], "starter");
        _github.AddAsset(draft, "notes.md", [1]);
        (await _publisher.PlanAsync()).Entries.Select(e => e.State)
            .ShouldBe([PlanState.Unfinished, PlanState.Present, PlanState.Replaced]);
        await _publisher.PublishAsync();
        (IsPublic, Uploads).ShouldBe((true, 2));
        _github.Assets.ShouldContain(kept);
        _github.Assets.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_public_release_is_left_as_it_is()
    {
        await _publisher.PublishAsync();
        _github.Requests.Clear();
        await _publisher.PublishAsync();
        _github.Requests.ShouldAllBe(r => r.StartsWith("GET ", StringComparison.Ordinal));
        _github.Assets.RemoveAt(1);
        (await RefusedAsync()).ShouldBe("ARG0960 127.0.0.1/o/r v1.2.3: b.tar.gz: the release is public without it. "
            + "What is public is never replaced: release a new version.");
        _github.Requests.ShouldAllBe(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_public_release_whose_bytes_differ_is_an_error()
    {
        await _publisher.PublishAsync();
        _github.Given = asset => [.. asset.Bytes[..^1], (byte)(asset.Bytes[^1] ^ 1)];
        (await RefusedAsync()).ShouldStartWith("ARG0954 127.0.0.1/o/r v1.2.3: the release is public without these");
    }

    [Fact]
    public async Task A_draft_with_assets_of_somebody_else_isnt_published()
    {
        _github.AddAsset(_github.AddRelease(draft: true), "virus.exe", [1]);
        (await RefusedAsync()).ShouldStartWith(
            "ARG0955 127.0.0.1/o/r v1.2.3: the draft has assets that aren't of this release: virus.exe. ");
        Uploads.ShouldBe(0);
    }

    [Fact]
    public async Task A_tag_of_another_commit_or_none_makes_no_draft()
    {
        _github.Tags["v1.2.3"] = ("commit", new string('1', 40));
        (await RefusedAsync()).ShouldContain(
            $"ARG0953 127.0.0.1/o/r v1.2.3: the tag names commit {new string('1', 40)} on GitHub");
        _github.Tags.Clear();
        (await RefusedAsync()).ShouldContain("doesn't have the tag v1.2.3. Push it: git push origin v1.2.3.");
        (await _publisher.PlanAsync()).Notes[0]
            .ShouldBe("127.0.0.1/o/r doesn't have the tag v1.2.3 yet; push it to publish.");
        _github.Releases.ShouldBeEmpty();
        _github.Tags["v1.2.3"] = ("tag", new string('2', 40));
        await _publisher.PublishAsync();
        IsPublic.ShouldBeTrue();
    }

    [Fact]
    public async Task It_stays_a_draft_where_a_person_publishes_it()
    {
        var publisher = new ReleasePublisher(_release, _variables, "{repository: o/r, draft: true}");
        await publisher.PublishAsync();
        IsPublic.ShouldBeFalse();
        publisher.Task.Notes.ShouldContain(
            n => n.EndsWith("stays a draft: publish it there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_changes_nothing()
    {
        var plan = await _publisher.PlanAsync();
        _github.Requests.ShouldAllBe(r => r.StartsWith("GET ", StringComparison.Ordinal));
        string.Join('\n', plan.Lines()).ShouldBe("""
            target  what          size  where                 there already
            github  a~1.deb   300.0 kB  127.0.0.1/o/r v1.2.3  no
            github  b.tar.gz    1.0 kB  127.0.0.1/o/r v1.2.3  no
            github  notes.md      13 B  127.0.0.1/o/r v1.2.3  no
            3 in all, 0 there already
            127.0.0.1/o/r v1.2.3: a draft would be made.
            """);
        plan.Write(_folder.At("plan.json"));
        File.ReadAllText(_folder.At("plan.json")).ShouldStartWith($$"""
            {
              "version": "1.2.3",
              "tag": "v1.2.3",
              "commit": "{{SampleRelease.Commit}}",
              "entries": [
                {
                  "target": "github",
                  "name": "a~1.deb",
                  "where": "127.0.0.1/o/r v1.2.3",
                  "state": "new",
                  "bytes": 300000
                },
            """);
    }

    [Fact]
    public async Task A_file_that_changed_since_the_release_was_made_is_an_error()
    {
        File.AppendAllText(Path.Combine(_release.Path, "b.tar.gz"), "x");
        File.Delete(Path.Combine(_release.Path, "notes.md"));
        var error = await RefusedAsync();
        error.ShouldContain("b.tar.gz: it isn't the file that release.json lists");
        error.ShouldContain("notes.md: it is missing");
        _github.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_is_in_no_log_and_no_error()
    {
        await _publisher.PublishAsync();
        _github.Otherwise = c => FakeReleases.Refuse(c, 401, $"Bad credentials: {c.Request.Headers["Authorization"]}");
        (await RefusedAsync()).ShouldContain("Bad credentials: Bearer ***");
        string.Join('\n', [.. _publisher.Log, .. _publisher.Task.Notes]).ShouldNotContain(FakeReleases.Token);
        _variables["GITHUB_TOKEN"] = "";
        (await RefusedAsync()).ShouldBe("ARG0951 127.0.0.1/o/r: there is no token for GitHub. Give one that may write "
            + "the repository's contents in $GITHUB_TOKEN, or log in with `gh auth login`.");
    }

    [Fact]
    public async Task Without_a_repository_on_GitHub_nothing_is_asked()
    {
        var publisher = new ReleasePublisher(_release, _variables);
        (await Should.ThrowAsync<ArgosyException>(publisher.PlanAsync)).Message
            .ShouldStartWith("ARG0952 argosy.yaml:4: git's remote 'origin' is no repository on GitHub.");
        _github.Requests.ShouldBeEmpty();
    }

    private async Task<string> RefusedAsync() =>
        (await Should.ThrowAsync<ArgosyException>(_publisher.PublishAsync)).Message;
}
