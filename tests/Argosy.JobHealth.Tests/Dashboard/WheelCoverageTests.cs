using Argosy.JobHealth.Dashboard;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Tests.Dashboard;

public sealed class WheelCoverageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wheels-").FullName;

    [Fact]
    public void Platforms_without_wheels_and_wheels_without_a_platform_are_both_seen()
    {
        var platforms = Architecture.All.Take(2)
            .Select(a => new Platform(Distribution.All.Single(d => d.Name == "debian-12"), a)).ToList();
        Publish(platforms[0].WheelSlug, "a/alpha/alpha-1.whl", "b/beta/beta-2.whl", "b/beta/failed.txt");
        Publish("centos-7-aarch64");
        var coverage = WheelCoverage.Of(platforms, PublishedWheels.CountIn(_folder));
        coverage.Platforms.Select(p => (p.Slug, p.RunsJobs, p.Wheels)).ShouldBe(
            [(platforms[0].WheelSlug, true, 2), (platforms[1].WheelSlug, true, 0), ("centos-7-aarch64", false, 0)]);
        var page = DashboardPage.Render(SyntheticYear.Of(1), coverage);
        page.ShouldContain("1\u00a0platform without wheels");
        page.ShouldContain("href=\"#wheels\"");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error() =>
        Should.Throw<ArgosyException>(() => PublishedWheels.CountIn(Path.Combine(_folder, "none")))
            .Message.ShouldStartWith("ARG0698");

    [Fact]
    public void A_page_that_cannot_be_written_is_an_error()
    {
        Publish("index.html");
        Should.Throw<ArgosyException>(() => DashboardPage.Write(_folder, "page")).Message.ShouldStartWith("ARG0699");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Publish(string slug, params string[] files)
    {
        Directory.CreateDirectory(Path.Combine(_folder, slug));
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, slug, file))!);
            File.WriteAllText(Path.Combine(_folder, slug, file), "");
        }
    }
}
