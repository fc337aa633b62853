using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Release.Versions;

namespace Argosy.Release.Tests.Versions;

public sealed class CommitVersionTests : IAsyncLifetime
{
    private GitProject _git = null!;

    public async ValueTask InitializeAsync() => _git = await GitProject.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _git.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Without_a_tag_the_commits_are_counted()
    {
        await _git.CommitAsync();
        await VersionIsAsync("0.0.0-alpha.0.1");
        await _git.CommitAsync();
        await VersionIsAsync("0.0.0-alpha.0.2");
    }

    [Fact]
    public async Task On_a_tag_the_version_is_the_tags_and_after_it_the_next_patch()
    {
        await _git.CommitAsync();
        await _git.RunAsync("tag", "v1.2.3");
        await VersionIsAsync("1.2.3");
        await _git.CommitAsync();
        await VersionIsAsync("1.2.4-alpha.0.1");
    }

    [Fact]
    public async Task After_a_tag_of_a_prerelease_it_stays_the_same_prerelease()
    {
        await _git.CommitAsync();
        await _git.RunAsync("tag", "-a", "-m", "annotated", "v2.0.0-rc.1");
        await VersionIsAsync("2.0.0-rc.1");
        await _git.CommitAsync();
        await VersionIsAsync("2.0.0-rc.1.1");
    }

    [Fact]
    public async Task Of_several_tags_of_a_commit_the_highest_counts_by_number()
    {
        await _git.CommitAsync();
        foreach (var tag in (string[])["v1.9.0", "v1.10.0", "v1.10.0-rc.1"]) await _git.RunAsync("tag", tag);
        await VersionIsAsync("1.10.0");
    }

    [Fact]
    public async Task Names_that_are_no_versions_dont_count()
    {
        await _git.CommitAsync();
        foreach (var tag in (string[])["1.0.0", "v1.0", "v1.0.0.0", "v01.0.0", "v1.0.0+x", "vnext", "w3.0.0"])
            await _git.RunAsync("tag", tag);
        await VersionIsAsync("0.0.0-alpha.0.1");
        await VersionIsAsync("1.0.0", "{tag-prefix: ''}");
        await VersionIsAsync("3.0.0", "{tag-prefix: w}");
    }

    [Fact]
    public async Task A_merged_branch_brings_its_higher_tag()
    {
        await _git.CommitAsync();
        await _git.RunAsync("tag", "v1.0.0");
        await _git.RunAsync("checkout", "--quiet", "-b", "side");
        await _git.CommitAsync();
        await _git.RunAsync("tag", "v2.0.0");
        await _git.RunAsync("checkout", "--quiet", "main");
        await _git.CommitAsync();
        await VersionIsAsync("1.0.1-alpha.0.1");
        await _git.RunAsync("merge", "--quiet", "--no-ff", "-m", "merge", "side");
        // The merge, and the commit that the side doesn't have.
        await VersionIsAsync("2.0.1-alpha.0.2");
    }

    [Fact]
    public async Task A_minimum_raises_what_is_below_it()
    {
        await _git.CommitAsync();
        await VersionIsAsync("1.5.0-alpha.0.1", "{minimum: '1.5'}");
        await _git.RunAsync("tag", "v1.5.2");
        await _git.CommitAsync();
        await VersionIsAsync("1.5.3-alpha.0.1", "{minimum: '1.5'}");
        await VersionIsAsync("2.0.0-alpha.0.1", "{minimum: '2.0'}");
    }

    [Fact]
    public async Task A_shallow_clone_is_refused_unless_its_commit_has_a_tag()
    {
        await _git.CommitAsync();
        await _git.RunAsync("tag", "v1.0.0");
        await _git.CommitAsync();
        using var folder = new TestFolder();
        await _git.RunAsync("clone", "--quiet", "--depth=1", $"file://{_git.Root}", folder.At("clone"));
        var history = await TaggedHistory.ReadAsync(folder.At("clone"), "v", CancellationToken.None);
        Should.Throw<ArgosyException>(() => CommitVersion.Of(history, Rules("{}"))).Message.ShouldStartWith("ARG0932");
        await _git.RunAsync("-C", folder.At("clone"), "tag", "v1.1.0");
        var tagged = await TaggedHistory.ReadAsync(folder.At("clone"), "v", CancellationToken.None);
        CommitVersion.Of(tagged, Rules("{}")).Version.ToNormalizedString().ShouldBe("1.1.0");
    }

    [Fact]
    public async Task A_folder_without_a_commit_is_an_error()
    {
        var error = await Should.ThrowAsync<ArgosyException>(
            () => TaggedHistory.ReadAsync(_git.Root, "v", CancellationToken.None));
        error.Message.ShouldStartWith("ARG0931");
    }

    internal static ReleaseRules Rules(string rules) => Read(rules, "1.0.0").Release;

    internal static Model Read(string rules, string version) => Model.Read(YamlFile.Parse(
        $"project: {{name: demo, version: '{version}'}}\narchitectures: [x64]\ndistributions: [debian-12]\n"
        + $"release: {rules}\n", Model.FileName));

    private async Task VersionIsAsync(string expected, string rules = "{}")
    {
        var read = Rules(rules);
        var history = await TaggedHistory.ReadAsync(_git.Root, read.TagPrefix, CancellationToken.None);
        CommitVersion.Of(history, read).Version.ToNormalizedString().ShouldBe(expected);
    }
}
