using Argosy.Platforms.Diagnostics;
using Argosy.Release.Versions;

namespace Argosy.Release.Tests.Versions;

public sealed class ReleaseVersionTests
{
    private static readonly TaggedHistory s_tagged = new(
        "c1c1c1c1c1c1c1c1", new Dictionary<string, IReadOnlyList<string>> { ["c1c1c1c1c1c1c1c1"] = [] },
        [new("v1.0.0", "c1c1c1c1c1c1c1c1", new(1, 0, 0))]);

    [Fact]
    public void A_clean_tree_on_the_tag_of_the_declared_version_may_be_released()
    {
        var release = ReleaseVersion.Of(s_tagged, CommitVersionTests.Read("{}", "1.0.0"), null);
        (release.Text, release.Tag, release.Obstacles.Count).ShouldBe(("1.0.0", "v1.0.0", 0));
    }

    [Fact]
    public void A_version_that_is_written_with_fewer_numbers_is_the_same() =>
        ReleaseVersion.Of(s_tagged, CommitVersionTests.Read("{}", "1"), null).Obstacles.ShouldBeEmpty();

    [Fact]
    public void Changes_refuse_it() => Ids(s_tagged with { HasChanges = true }).ShouldBe(["ARG0934"]);

    [Fact]
    public void Another_declared_version_refuses_it() => Ids(s_tagged, version: "1.0.1").ShouldBe(["ARG0937"]);

    [Fact]
    public void A_commit_without_a_tag_refuses_it() =>
        Ids(s_tagged with { Tags = [] }).ShouldBe(["ARG0935", "ARG0937"]);

    [Fact]
    public void A_tag_on_another_commit_refuses_a_given_version() => Ids(
            s_tagged with { Tags = [new("v1.0.0", "d2d2d2d2d2d2d2d2", new(1, 0, 0))] }, given: "1.0.0")
        .ShouldBe(["ARG0935"]);

    [Fact]
    public void A_given_version_needs_no_tag() => Ids(s_tagged with { Tags = [] }, given: "1.0.0").ShouldBeEmpty();

    [Fact]
    public void A_tag_below_the_minimum_refuses_it() => Ids(s_tagged, "{minimum: '1.1'}").ShouldBe(["ARG0936"]);

    [Theory]
    [InlineData("v1.0.0")]
    [InlineData("1.0")]
    [InlineData("1.0.0+build")]
    [InlineData("one")]
    public void What_is_no_version_is_an_error(string given) => Should.Throw<ArgosyException>(
        () => Ids(s_tagged, given: given)).Message.ShouldStartWith("ARG0933");

    private static IEnumerable<string> Ids(
        TaggedHistory history, string rules = "{}", string version = "1.0.0", string? given = null) =>
        ReleaseVersion.Of(history, CommitVersionTests.Read(rules, version), given).Obstacles.Select(o => o.Id);
}
