using Argosy.Engine.Audit;

namespace Argosy.Engine.Tests.Audit;

public sealed class AuditReportTests
{
    [Fact]
    public void Few_findings_are_shown_one_by_one() => AuditReport.Fold(Strays(12)).Count.ShouldBe(12);

    [Fact]
    public void Many_findings_are_shown_as_the_folder_that_they_lie_in()
    {
        var folded = AuditReport.Fold(
            [.. Strays(50), new(FindingKind.Stray, "other", "written", "sh", ".Outputs(\"other\")")]);

        folded.Select(f => (f.Path, f.Declare)).ShouldBe(
            [("src/obj/** (50)", ".Outputs(\"src/obj\")"), ("other", ".Outputs(\"other\")")]);
    }

    private static List<Finding> Strays(int count) =>
        [.. Enumerable.Range(0, count).Select(
            i => new Finding(FindingKind.Stray, $"src/obj/{i}", "written", "csc", $".Outputs(\"src/obj/{i}\")"))];
}
