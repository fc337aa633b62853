using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Checking;

namespace Argosy.JobHealth.Tests;

public sealed class MeasuredDurationsTests
{
    [Fact]
    public void Jobs_without_a_passed_build_are_left_out()
    {
        using var folder = new TestFolder();
        var measured = new JobSummary(
            "openstack/nova", "j", "j", Architecture.All[0], "check", true, new(20, 0, 0, 0, 0), null, null,
            new(1, 2, 1700, 9999), null, 0, []);
        var path = folder.At("health.json");
        File.WriteAllText(path, HealthJson.Write(new(
            new("tenant", default, default, [measured, measured with { Project = "x", Duration = null }]), [])));
        MeasuredDurations.Read(path).ShouldBe([new MeasuredDuration("openstack/nova", "j", 1700)]);
    }

    [Fact]
    public void A_file_that_holds_no_figures_is_an_error()
    {
        using var folder = new TestFolder();
        Should.Throw<ArgosyException>(() => MeasuredDurations.Read(folder.Write("README", "")))
            .Diagnostics.Single().Id.ShouldBe("ARG0695");
    }
}
