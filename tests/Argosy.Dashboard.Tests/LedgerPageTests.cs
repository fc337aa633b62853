using Argosy.Packages.Wheels.Ledger;
using Microsoft.Playwright;

namespace Argosy.Dashboard.Tests;

/// <summary>The ledger's page in a browser, opened from a file.</summary>
public sealed class LedgerPageTests(Chromium chromium)
{
    private const string Hostile = "<script>alert('x')</script><img src=x onerror=alert(1)>\u202e";

    [Fact]
    public async Task Nothing_is_fetched_and_nothing_complained_of()
    {
        await using var page = await chromium.OpenAsync(SampleLedger.Large());
        page.Requests.Where(r => r != "data:,").ShouldHaveSingleItem().ShouldStartWith("file://");
        page.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task No_width_makes_the_page_scroll_sideways(int width)
    {
        var ledger = SampleLedger.Large();
        var long1 = ledger.Lines[0] with
        {
            Name = new('n', 200),
            Cells = [.. ledger.Lines[0].Cells.Select(
                c => c with { Status = LedgerStatus.Failed, Reason = new('r', 500) })],
        };
        await using var page = await chromium.OpenAsync(ledger with { Lines = [long1, .. ledger.Lines] }, width);
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
    }

    [Fact]
    public async Task Lines_that_lack_a_wheel_come_first_with_their_reason()
    {
        await using var page = await chromium.OpenAsync(SampleLedger.All);
        (await NamesAsync(page)).ShouldBe(["lxml", "numpy", "six", "cffi", "pywin32", "zz"]);
        var failed = page.Page.Locator("td[data-s=failed]");
        (await failed.Locator(".reason").IsVisibleAsync()).ShouldBeFalse();
        await failed.Locator("summary").ClickAsync();
        (await failed.Locator(".reason").InnerTextAsync()).ShouldContain("libxml/xmlversion.h");
    }

    [Fact]
    public async Task Words_a_platform_and_a_status_leave_the_lines_that_match()
    {
        await using var page = await chromium.OpenAsync(SampleLedger.All);
        await page.Page.Locator("select[name=status]").SelectOptionAsync("cross");
        (await NamesAsync(page)).ShouldBe(["lxml", "cffi"]);
        await page.Page.Locator("select[name=platform]").SelectOptionAsync(SampleLedger.Second);
        (await NamesAsync(page)).ShouldBeEmpty();
        (await page.Page.Locator("output").InnerTextAsync()).ShouldBe("0 of 6 lines");
        await page.Page.Locator("select[name=status]").SelectOptionAsync("");
        (await page.Page.Locator($".ledger [data-a={SampleLedger.First}]:visible").CountAsync()).ShouldBe(0);
        await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Project" }).FillAsync("C 1.15");
        (await NamesAsync(page)).ShouldBe(["cffi"]);
    }

    [Fact]
    public async Task Hostile_names_and_errors_are_texts()
    {
        var ledger = SampleLedger.All with
        {
            Lines = [new(Hostile, Hostile, 1, [new(SampleLedger.First, LedgerStatus.Failed) { Reason = Hostile },
                new(SampleLedger.Second, LedgerStatus.Skipped) { Reason = Hostile, Proof = Hostile }])],
            Changes = new([Hostile], [Hostile], [], []),
        };
        await using var page = await chromium.OpenAsync(ledger);
        (await NamesAsync(page)).ShouldBe([Hostile]);
        (await page.Page.Locator("script").CountAsync()).ShouldBe(1);
        (await page.Page.Locator("img").CountAsync()).ShouldBe(0);
        page.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_has_contrast_to_the_paper(ColorScheme scheme)
    {
        await using var page = await chromium.OpenAsync(SampleLedger.All with
        {
            Changes = new(["lxml on debian-12-arm64"], ["six on debian-12-x64"], [], []),
        }, options: new() { ColorScheme = scheme });
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        (await page.Page.EvaluateAsync<string[]>(Contrasts.Poor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_JavaScript_all_but_the_filter_is_there()
    {
        await using var page = await chromium.OpenAsync(SampleLedger.All, options: new() { JavaScriptEnabled = false });
        (await NamesAsync(page)).Count.ShouldBe(6);
        (await page.Page.GetByRole(AriaRole.Search).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public void The_same_ledger_gives_the_same_page() =>
        LedgerPage.Render(SampleLedger.Large(), "a").ShouldBe(LedgerPage.Render(SampleLedger.Large(), "a"));

    private static async Task<IReadOnlyList<string>> NamesAsync(OpenPage page) =>
        await page.Page.Locator(".ledger tbody tr:visible th > bdi").AllTextContentsAsync();
}
