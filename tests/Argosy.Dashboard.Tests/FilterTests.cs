using Argosy.Platforms;
using Microsoft.Playwright;

namespace Argosy.Dashboard.Tests;

/// <summary>Finds a few jobs among many.</summary>
public sealed class FilterTests(Chromium chromium)
{
    [Fact]
    public async Task A_part_of_a_projects_name_leaves_and_opens_that_project()
    {
        await using var page = await chromium.OpenAsync(10);
        await Text(page).FillAsync("NOVA");
        (await page.ProjectsAsync()).ShouldBe(["openstack/nova"]);
        (await page.Page.Locator(".project:visible tbody tr:visible").CountAsync()).ShouldBe(5);
        (await page.Page.Locator("output").InnerTextAsync()).ShouldBe("1 of 10 projects");
    }

    [Fact]
    public async Task A_word_of_the_project_and_one_of_the_job_leave_one_row()
    {
        await using var page = await chromium.OpenAsync(10);
        await Text(page).FillAsync("nova tempest");
        (await page.Page.Locator(".project:visible tbody tr:visible th").AllTextContentsAsync())
            .ShouldBe(["tempest-full-py3"]);
    }

    [Fact]
    public async Task An_architecture_hides_what_is_of_others()
    {
        await using var page = await chromium.OpenAsync(2);
        var (kept, other) = (Architecture.All[1].Name, Architecture.All[2].Name);
        await page.Page.Locator("select[name=architecture]").SelectOptionAsync(kept);
        (await page.Page.Locator($"[data-a={other}]:visible").CountAsync()).ShouldBe(0);
        (await page.Page.Locator($".matrix td[data-a={kept}]:visible").CountAsync()).ShouldBe(10);
    }

    [Fact]
    public async Task A_vote_leaves_the_rows_that_have_it()
    {
        await using var page = await chromium.OpenAsync(3);
        await page.Page.GetByLabel("Vote").SelectOptionAsync("promote");
        var rows = page.Page.Locator(".project tbody tr:not([hidden])");
        (await rows.CountAsync()).ShouldBeGreaterThan(0);
        (await rows.Filter(new() { HasNot = page.Page.Locator(".v.promote") }).CountAsync()).ShouldBe(0);
        (await page.Page.Locator(".project tbody tr[hidden]").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Nothing_found_is_said_and_nothing_sought_shows_all_again()
    {
        await using var page = await chromium.OpenAsync(10);
        await Text(page).FillAsync("no such job");
        (await page.Page.Locator("output").InnerTextAsync()).ShouldBe("0 of 10 projects");
        await Text(page).FillAsync("");
        (await page.ProjectsAsync()).Count.ShouldBe(10);
        (await page.Page.Locator(".project[open]").CountAsync()).ShouldBe(0);
    }

    private static ILocator Text(OpenPage page) =>
        page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Project or job" });
}
