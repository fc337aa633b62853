using Microsoft.Playwright;

namespace Argosy.Dashboard.Tests;

/// <summary>Dark mode, keyboard and screen reader.</summary>
public sealed class ReaderTests(Chromium chromium)
{
    // Lines and marks need 3 to 1 on the background.
    private const string PoorLines = """
        () => {
          const light = c => c.match(/[\d.]+/g).slice(0, 3).map(Number).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const paper = light(getComputedStyle(document.body).backgroundColor);
          return ['.rate', '.time', '.mark'].filter(s => { const a = light(getComputedStyle(document.querySelector(`svg ${s}`)).stroke);
            return (Math.max(a, paper) + .05) / (Math.min(a, paper) + .05) < 3; });
        }
        """;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_and_lines_have_contrast_to_the_paper(ColorScheme scheme)
    {
        await using var page = await chromium.OpenAsync(SyntheticYear.Of(3), new() { ColorScheme = scheme });
        (await page.Page.EvaluateAsync<string[]>(Contrasts.Poor)).ShouldBeEmpty();
        (await page.Page.EvaluateAsync<string[]>(PoorLines)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_dark_page_is_dark_and_the_light_one_light()
    {
        async Task<string> Paper(ColorScheme scheme)
        {
            await using var page = await chromium.OpenAsync(SyntheticYear.Of(1), new() { ColorScheme = scheme });
            return await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        }

        (await Paper(ColorScheme.Light)).ShouldBe("rgb(251, 250, 247)");
        (await Paper(ColorScheme.Dark)).ShouldBe("rgb(20, 22, 26)");
    }

    [Fact]
    public async Task The_keyboard_goes_through_links_filter_and_projects_in_the_order_of_the_page()
    {
        await using var page = await chromium.OpenAsync(6);
        List<string> focused = [];
        for (var press = 0; press < 12; press++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            focused.Add(await page.Page.EvaluateAsync<string>(
                "document.activeElement.name || document.activeElement.getAttribute('href') "
                + "|| document.activeElement.tagName"));
        }

        focused.ShouldBe(
        [
            "#projects", "#architectures", "#todo", "#rankings", "#wheels", "#projects", "text", "architecture", "vote",
            "fold", "SUMMARY", "SUMMARY"
        ]);
    }

    [Fact]
    public async Task A_project_opens_by_the_keyboard()
    {
        await using var page = await chromium.OpenAsync(6);
        await page.Page.Locator("summary").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        (await page.Page.Locator(".project[open]").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Every_table_has_a_caption_and_heads_and_every_drawing_a_title()
    {
        await using var page = await chromium.OpenAsync(3);
        (await page.Page
            .Locator("table:not(:has(> caption)), table:not(:has(th[scope=col])), tbody tr:not(:has(> th[scope=row]))")
            .CountAsync()).ShouldBe(0);
        (await page.Page.Locator("svg:not([role=img]), svg:not(:has(> title))").CountAsync()).ShouldBe(0);
        (await page.Page.Locator("svg.trend:not(:has(> desc))").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_state_of_a_job_is_a_word_and_not_a_colour_alone()
    {
        await using var page = await chromium.OpenAsync(3);
        (await page.Page.Locator(".matrix .v").AllTextContentsAsync()).Distinct()
            .ShouldBeSubsetOf(["●\u00a0votes", "○\u00a0blocked", "▲\u00a0may vote", "▼\u00a0demote", "○\u00a0no vote"]);
    }
}
