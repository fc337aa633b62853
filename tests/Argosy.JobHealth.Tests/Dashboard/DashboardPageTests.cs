using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Argosy.JobHealth.Dashboard;
using Argosy.Platforms;

namespace Argosy.JobHealth.Tests.Dashboard;

public sealed partial class DashboardPageTests
{
    private static readonly string s_page = DashboardPage.Render(SyntheticYear.Of(2), SyntheticYear.Wheels());

    [Fact]
    public void The_same_figures_give_the_same_bytes_in_whatever_order_they_come()
    {
        var figures = SyntheticYear.Of(2);
        DashboardPage.Render(figures, SyntheticYear.Wheels()).ShouldBe(s_page);
        HealthFigures turned = new(
            figures.Report with { Jobs = [.. figures.Report.Jobs.Reverse()] }, [.. figures.Advice.Reverse()]);
        DashboardPage.Render(turned, SyntheticYear.Wheels()).Length.ShouldBe(s_page.Length);
    }

    [Fact]
    public void Its_time_is_that_of_the_figures() =>
        Day().Matches(s_page).Select(m => m.Value).Distinct().ShouldBe(["2025-01-06", "2026-01-05"]);

    [Fact]
    public void It_names_nothing_outside_of_itself()
    {
        s_page.ShouldNotContain("://");
        Fetching().Matches(s_page).Select(m => m.Groups[2].Value)
            .Where(v => !v.StartsWith('#') && v != "data:,").ShouldBeEmpty();
        s_page.ShouldNotContain("@import");
        s_page.ShouldNotContain("url(");
    }

    [Theory]
    [InlineData("style")]
    [InlineData("script")]
    public void The_policy_admits_this_style_and_this_script_alone(string element)
    {
        var content = Regex.Match(s_page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        s_page.ShouldContain($"{element}-src 'sha256-{hash}';");
        s_page.ShouldContain("content=\"default-src 'none';");
    }

    [Fact]
    public void A_year_of_a_hundred_projects_is_at_most_two_megabytes() =>
        Encoding.UTF8.GetByteCount(DashboardPage.Render(SyntheticYear.Of(100), SyntheticYear.Wheels()))
            .ShouldBeLessThan(2_000_000);

    [Fact]
    public void A_report_without_jobs_is_a_page() =>
        DashboardPage.Render(new(new(null, default, default, []), []), null)
            .ShouldContain("every job’s vote is as the policy wants it");

    [Fact]
    public void A_job_of_which_nothing_is_known_is_a_row()
    {
        JobSummary job = new(
            "p", "j", "j", Architecture.DefaultBaseline, "check", false, new(0, 0, 0, 0, 0), null, null, null, null, 0,
            []);
        DashboardPage.Render(new(new(null, default, default, [job]), []), null).ShouldContain("<bdi>j</bdi>");
    }

    [Fact]
    public void A_job_of_several_pipelines_has_one_cell_that_names_them()
    {
        var figures = SyntheticYear.Of(1);
        var gate = figures.Report.Jobs[0] with { Pipeline = "gate" };
        var page = DashboardPage.Render(
            figures with { Report = figures.Report with { Jobs = [.. figures.Report.Jobs, gate] } }, null);
        page.ShouldContain("<span class=\"pipeline\"><bdi>gate</bdi></span>");
        Regex.Count(page, "<td data-a").ShouldBe(15);
    }

    [Theory]
    [InlineData("{{script}}")]
    [InlineData("</style><script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("<!--")]
    public void Names_are_texts(string hostile)
    {
        var figures = SyntheticYear.Of(1);
        var job = figures.Report.Jobs[0] with
        {
            Project = hostile,
            Job = hostile,
            Family = hostile,
            Pipeline = hostile
        };
        var page = DashboardPage.Render(new(figures.Report with { Tenant = hostile, Jobs = [job] },
            [new(job, VotingVerdict.Demote, [hostile], [hostile], null)]), new([new(hostile, hostile, true, 0)]));
        if (!hostile.StartsWith('{')) page.ShouldNotContain(hostile);
        Regex.Count(page, "<script").ShouldBe(1);
        Regex.Count(page, "<style").ShouldBe(1);
    }

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d\b")]
    private static partial Regex Day();

    [GeneratedRegex("\\b(src|href|action|srcset|poster)=\"([^\"]*)\"")]
    private static partial Regex Fetching();
}
