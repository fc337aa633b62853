using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Argosy.Site.Documentation.Reference;
using Argosy.Site.Documentation.Rendering;
using Argosy.Site.Documentation.Search;

namespace Argosy.Site.Tests;

/// <summary>The documentation of this repository.</summary>
public sealed partial class OwnSiteTests
{
    // Keys of the maps in Zuul's own attributes. Their form is that of the table in Argosy.Zuul, without a description;
    // the attribute around them has one.
    private static readonly string[] s_parts =
    [
        "cleanup", "galaxy", "label", "name", "negate", "nodes", "override-branch", "override-checkout",
        "pass-to-parent", "project", "regex", "required", "resources-first", "secret", "semaphores", "soft", "use-ref",
        "zuul", "zuul-project",
    ];

    public static TheoryData<string> Schemas =>
    [
        .. Directory.EnumerateFiles(Repository.At("docs/schema"), "*.json").Select(f => Path.GetFileName(f)!)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Each_link_picture_anchor_and_id_leads_somewhere() => OwnSite.Links.Faults().ShouldBeEmpty();

    [Fact]
    public void Each_target_is_in_the_reference_with_its_description()
    {
        OwnSite.Targets.Count.ShouldBeGreaterThan(40);
        var words = OwnSite.Words("docs/reference/targets.md");
        foreach (var target in OwnSite.Targets) words.ShouldContain($"{target.Name} {target.Description}");
        OwnSite.Targets.ShouldContain(t => t.IsOwn && t.Name == "Lint");
        OwnSite.Targets.Single(t => t.Name == "Native").Cells.ShouldNotBeEmpty();
    }

    [Fact]
    public void Each_option_of_the_build_is_in_the_reference()
    {
        var words = OwnSite.Words("docs/reference/options.md");
        foreach (var option in Cake.Argosy.CommandLine.Names) words.ShouldContain($"--{option}");
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Each_key_of_a_schema_has_a_description(string schema) =>
        SchemaPage.Undescribed(File.ReadAllText(Repository.At($"docs/schema/{schema}")), schema)
            .Where(k => schema != "pipelines.schema.json" || !s_parts.Contains(k.Split('.')[^1])).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Each_key_of_a_schema_is_in_the_reference(string schema)
    {
        var page = OwnSite.Pages.Pages.Single(p => p.Page.File == $"docs/schema/{schema}");
        var words = OwnSite.Words(page.Page.Path);
        var keys = SchemaKeys.Of((JsonObject)JsonNode.Parse(File.ReadAllText(Repository.At($"docs/schema/{schema}")))!);
        keys.ShouldNotBeEmpty();
        foreach (var key in keys) words.ShouldContain(key.Path);
    }

    [Fact]
    public void Each_error_can_be_found_by_its_id()
    {
        var parts = OwnSite.Pages.Pages.SelectMany(SearchIndex.Parts).Select(p => p.Anchor).ToHashSet();
        var ids = Directory.EnumerateFiles(Repository.At("docs/errors"), "*.md")
            .SelectMany(f => RowId().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).ToList();
        ids.Count.ShouldBeGreaterThan(300);
        ids.Except(parts).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_documentation_gives_the_same_files()
    {
        using var first = new TestFolder();
        using var second = new TestFolder();
        OwnSite.WriteTo(first["site"]);
        OwnSite.WriteTo(second["site"]);
        first.Files("site").ShouldBe(second.Files("site"));
        foreach (var file in first.Files("site"))
            File.ReadAllBytes(first["site", file]).ShouldBe(File.ReadAllBytes(second["site", file]), file);
    }

    [Fact]
    public void Nothing_of_the_site_is_fetched_from_elsewhere()
    {
        using var folder = new TestFolder();
        OwnSite.WriteTo(folder["site"]);
        folder.Files("site").Count.ShouldBeGreaterThan(60);
        foreach (var file in folder.Files("site").Where(f => f.EndsWith(".html", StringComparison.Ordinal)))
        {
            var page = File.ReadAllText(folder["site", file]);
            Loaded().Matches(page).Select(m => m.Groups[1].Value).Where(a => a.Contains("//", StringComparison.Ordinal))
                .ShouldBeEmpty(file);
            page.ShouldContain("default-src &#39;none&#39;");
        }

        foreach (var asset in (string[])["site.css", "site.js", "theme.js"])
            PageFrame.Resource(asset).ShouldNotContain("://");
    }

    [GeneratedRegex(@"^\| (ARG\d{4}) \|", RegexOptions.Multiline)]
    private static partial Regex RowId();

    [GeneratedRegex(@"<(?:script|img|link)\b[^>]*?(?:src|href)=""([^""]*)""")]
    private static partial Regex Loaded();
}
