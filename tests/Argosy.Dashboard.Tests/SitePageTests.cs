using Microsoft.Playwright;

namespace Argosy.Dashboard.Tests;

/// <summary>The documentation's pages in a browser, opened from a disk.</summary>
public sealed class SitePageTests(Chromium chromium, SiteFolder site) : IClassFixture<SiteFolder>
{
    private const int Phone = 390;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task No_page_scrolls_sideways_on_a_phone_or_complains_or_fetches_from_elsewhere()
    {
        await using var page = await chromium.OpenAsync(site.At("index.html"), Phone);
        var wide = new List<string>();
        foreach (var name in site.Pages)
        {
            await page.Page.GotoAsync(new Uri(site.At(name)).AbsoluteUri);
            if (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") > Phone) wide.Add(name);
        }

        wide.ShouldBeEmpty();
        page.Complaints.ShouldBeEmpty();
        page.Requests.Where(r => r != "data:,").ShouldAllBe(r => r.StartsWith("file://"));
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("guide.html")]
    [InlineData("errors/build.html")]
    [InlineData("reference/pipelines.html")]
    public async Task Nor_on_a_desk(string name)
    {
        await using var page = await chromium.OpenAsync(site.At(name));
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(1280);
        page.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("guide.html", ColorScheme.Light)]
    [InlineData("guide.html", ColorScheme.Dark)]
    [InlineData("migration/goreleaser.html", ColorScheme.Light)]
    [InlineData("migration/goreleaser.html", ColorScheme.Dark)]
    [InlineData("errors/build.html", ColorScheme.Light)]
    [InlineData("errors/build.html", ColorScheme.Dark)]
    public async Task Text_has_contrast_to_the_paper(string name, ColorScheme scheme)
    {
        await using var page = await chromium.OpenAsync(site.At(name), options: new() { ColorScheme = scheme });
        await Search(page).FillAsync("lock");
        await page.Page.Locator("#found a").First.WaitForAsync();
        (await page.Page.EvaluateAsync<string[]>(Contrasts.Poor)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Search_finds_an_error_by_its_id_and_leads_there_by_keys_alone()
    {
        await using var page = await chromium.OpenAsync(site.At("migration/goreleaser.html"));
        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("arg0701");
        var first = page.Page.Locator("#found a").First;
        (await first.Locator("b").InnerTextAsync()).ShouldBe("ARG0701");
        (await first.Locator(".excerpt").InnerTextAsync()).ShouldContain("No task has the name");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForURLAsync("**/errors/build.html#ARG0701");
        (await page.Page.Locator("tr:target").InnerTextAsync()).ShouldContain("No task has the name");
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_marks_words_as_text_and_says_how_many_places_it_found()
    {
        await using var page = await chromium.OpenAsync(site.At("index.html"));
        await Search(page).FillAsync("apt <platform>");
        await page.Page.Locator("#found mark").First.WaitForAsync();
        (await page.Page.Locator("#found .count").InnerTextAsync()).ShouldMatch(@"^\d+ places?$");
        await Search(page).FillAsync("no such words anywhere");
        await page.Page.Locator("#found .count").GetByText("Nothing found").WaitForAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        (await page.Page.Locator("#found").IsVisibleAsync()).ShouldBeFalse();
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Chosen_colours_stay_on_the_next_page()
    {
        await using var page = await chromium.OpenAsync(
            site.At("index.html"), options: new() { ColorScheme = ColorScheme.Light });
        var paper = await PaperAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use dark colours" }).ClickAsync();
        var dark = await PaperAsync(page);
        dark.ShouldNotBe(paper);
        await page.Page.GotoAsync(new Uri(site.At("guide.html")).AbsoluteUri);
        (await PaperAsync(page)).ShouldBe(dark);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use light colours" }).ClickAsync();
        (await PaperAsync(page)).ShouldBe(paper);
    }

    [Fact]
    public async Task Pages_are_behind_a_button_on_a_phone()
    {
        await using var page = await chromium.OpenAsync(site.At("guide.html"), Phone);
        var list = page.Page.Locator("#pages");
        (await list.IsVisibleAsync()).ShouldBeFalse();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pages" }).ClickAsync();
        await list.GetByRole(AriaRole.Link, new() { Name = "Images", Exact = true }).ClickAsync();
        await page.Page.WaitForURLAsync("**/images.html");
    }

    [Fact]
    public async Task A_block_of_code_can_be_copied()
    {
        await using var page = await chromium.OpenAsync(site.At("start.html"));
        var block = page.Page.Locator(".code").First;
        await block.HoverAsync();
        await block.GetByRole(AriaRole.Button).ClickAsync();
        (await block.GetByRole(AriaRole.Button).InnerTextAsync()).ShouldBeOneOf("Copied", "Selected");
    }

    [Fact]
    public async Task Without_JavaScript_pages_and_texts_are_there()
    {
        await using var page = await chromium.OpenAsync(
            site.At("guide.html"), Phone, new() { JavaScriptEnabled = false });
        (await page.Page.Locator("#pages").IsVisibleAsync()).ShouldBeTrue();
        (await page.Page.GetByRole(AriaRole.Search).CountAsync()).ShouldBe(0);
        (await page.Page.Locator("article h1").InnerTextAsync()).ShouldBe("Guide");
    }

    private static ILocator Search(OpenPage page) =>
        page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });

    private static Task<string> PaperAsync(OpenPage page) =>
        page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
