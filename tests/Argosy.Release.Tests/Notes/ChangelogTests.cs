using Argosy.Platforms.Diagnostics;
using Argosy.Release.Notes;

namespace Argosy.Release.Tests.Notes;

public sealed class ChangelogTests
{
    private const string Text = """
        # Changelog

        ## [Unreleased]
        ### Added
        - a thing, see [the page]

        ## [1.1.0] - 2026-11-30

        ### Fixed
        - the [old] thing

        ```
        ## [9.9.9]
        ```

        ## 1.1.0-rc.1 (2026-11-01)
        - first try

        ## [1.0.0](https://example.invalid/1.0.0)
        ### Added

        ## [0.9.0]
        - one
        ## [0.9.0]
        - two

        [the page]: https://example.invalid/page
        [old]: https://example.invalid/old
        [1.1.0]: https://example.invalid/1.1.0

        """;

    private readonly Changelog _changelog = new("CHANGELOG.md", Text);

    [Fact]
    public void A_section_is_what_lies_below_its_heading_with_the_definitions_that_it_uses() =>
        _changelog.Section(new(1, 1, 0)).ShouldBe("""
            ### Fixed
            - the [old] thing

            ```
            ## [9.9.9]
            ```

            [old]: https://example.invalid/old

            """);

    [Fact]
    public void A_prerelease_has_its_own() =>
        _changelog.Section(new(1, 1, 0, "rc.1")).ShouldBe("- first try\n");

    [Fact]
    public void What_is_not_released_has_its_own() => _changelog.Section(null)
        .ShouldBe("### Added\n- a thing, see [the page]\n\n[the page]: https://example.invalid/page\n");

    [Theory]
    [InlineData("2.0.0", "ARG0939 CHANGELOG.md:3: there is no section '## [2.0.0]'")]
    [InlineData("9.9.9", "ARG0939 CHANGELOG.md:3: there is no section '## [9.9.9]'")]
    [InlineData("1.0.0", "ARG0939 CHANGELOG.md:19: the section '## [1.0.0](https://example.invalid/1.0.0)' says")]
    [InlineData("0.9.0", "ARG0939 CHANGELOG.md:24: there is a second section '## [0.9.0]'")]
    public void A_missing_an_empty_or_a_second_section_is_an_error_with_its_line(string version, string error) =>
        Should.Throw<ArgosyException>(() => _changelog.Section(NuGet.Versioning.SemanticVersion.Parse(version)))
            .Message.ShouldStartWith(error);

    [Fact]
    public void Without_a_changelog_the_error_names_it()
    {
        using var folder = new TestFolder();
        Should.Throw<ArgosyException>(() => Changelog.Load(folder.Path, "NEWS.md"))
            .Message.ShouldStartWith("ARG0938 NEWS.md: ");
    }
}
