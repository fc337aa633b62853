using Argosy.JobHealth;
using Microsoft.Playwright;

namespace Argosy.Dashboard.Tests;

/// <summary>The page in a browser, opened from a file.</summary>
public sealed class PageTests(Chromium chromium)
{
    private const string Hostile = "<script>alert('job')</script><img src=x onerror=alert(1)>\u202e";

    [Fact]
    public async Task Nothing_is_fetched_and_nothing_complained_of()
    {
        await using var page = await chromium.OpenAsync(100);
        page.Requests.Where(r => r != "data:,").ShouldHaveSingleItem().ShouldStartWith("file://");
        page.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(400)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task No_width_makes_the_page_scroll_sideways(int width)
    {
        await using var page = await chromium.OpenAsync(6, width);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Open all" }).ClickAsync();
        // Otherwise the browser doesn't lay out distant parts.
        await page.Page.EvaluateAsync(
            "document.styleSheets[0].insertRule("
            + "'.project { content-visibility: visible !important }', document.styleSheets[0].cssRules.length)");
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
        (await page.Page.EvaluateAsync<string[]>($$"""
            [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > {{width}} && !e.closest('svg, .heard')).map(e => e.outerHTML.slice(0, 80))
            """)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_without_a_blank_does_not_widen_the_page_either()
    {
        var job = SyntheticYear.Of(1).Report.Jobs[0] with
        {
            Project = new('p', 200),
            Job = new('j', 200),
            Family = new('f', 200)
        };
        await using var page = await chromium.OpenAsync(
            Of(job), new() { ViewportSize = new() { Width = 360, Height = 800 } });
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(360);
    }

    [Fact]
    public async Task Hostile_names_are_texts()
    {
        var job = SyntheticYear.Of(1).Report.Jobs[0] with
        {
            Project = Hostile,
            Job = Hostile,
            Family = Hostile,
            Pipeline = Hostile
        };
        await using var page = await chromium.OpenAsync(Of(job));
        (await page.ProjectsAsync()).ShouldBe([Hostile]);
        (await page.Page.Locator("script").CountAsync()).ShouldBe(1);
        (await page.Page.Locator("img").CountAsync()).ShouldBe(0);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_were_smuggled_in_would_not_run()
    {
        await using var page = await chromium.OpenAsync(1);
        await page.Page.EvaluateAsync(
            "() => { const s = document.createElement('script'); s.textContent = 'window.smuggled = 1'; "
            + "document.body.append(s); }");
        (await page.Page.EvaluateAsync<bool>("'smuggled' in window")).ShouldBeFalse();
        page.Complaints.ShouldContain(c => c.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_JavaScript_all_but_the_filter_is_there()
    {
        await using var page = await chromium.OpenAsync(SyntheticYear.Of(6), new() { JavaScriptEnabled = false });
        (await page.ProjectsAsync()).Count.ShouldBe(6);
        (await page.Page.GetByRole(AriaRole.Search).CountAsync()).ShouldBe(0);
        var first = page.Page.Locator(".project").First;
        await first.Locator("summary").ClickAsync();
        (await first.Locator("td .trend:visible").CountAsync()).ShouldBe(15);
    }

    private static HealthFigures Of(JobSummary job) => new(new(Hostile, job.Weeks[0].Start, job.Weeks[^1].Start, [job]),
        [new(job, VotingVerdict.Demote, [Hostile], [Hostile], null)]);
}
