using System.Xml.Linq;
using Cake.Argosy.Testing;

namespace Cake.Argosy.Tests.Testing;

public sealed class TestSummaryTests : IDisposable
{
    // The output of ctest 3.25, with changed folders and times.
    private const string Junit = """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="(empty)" tests="7" failures="3" disabled="1" skipped="2" hostname="" time="1" timestamp="2026-01-01T00:00:00">
        	<testcase name="passes" classname="passes" time="0.0017" status="run"><system-out></system-out></testcase>
        	<testcase name="fails" classname="fails" time="0.0016" status="fail"><failure message=""/><system-out></system-out></testcase>
        	<testcase name="skips" classname="skips" time="0.0013" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out></system-out></testcase>
        	<testcase name="disabled" classname="disabled" time="0" status="disabled"><system-out>Disabled</system-out></testcase>
        	<testcase name="missing" classname="missing" time="0" status="notrun"><skipped message="Unable to find executable"/><system-out>Unable to find executable: /nonexistent/program</system-out></testcase>
        	<testcase name="slow" classname="slow" time="1.0027" status="fail"><failure message=""/><system-out></system-out></testcase>
        	<testcase name="crashes" classname="crashes" time="0.0018" status="fail"><failure message=""/><system-out></system-out></testcase>
        </testsuite>
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(32, 32, 30, 2, "30 passed, 2 failed")]
    [InlineData(5, 5, 5, 0, "5 passed, 0 failed")]
    [InlineData(9, 7, 6, 1, "6 passed, 1 failed, 2 skipped")]
    [InlineData(0, 0, 0, 0, "0 passed, 0 failed")]
    public void Vstest_counts_what_it_skips_by_not_executing_it(
        int total, int executed, int passed, int failed, string text) =>
        $"{TestSummary.OfTrx(XDocument.Parse(Trx(total, executed, passed, failed)))}".ShouldBe(text);

    [Fact]
    public void What_neither_passed_nor_was_skipped_has_failed()
    {
        var aborted = Trx(4, 4, 2, 1).Replace("aborted=\"0\"", "aborted=\"1\"", StringComparison.Ordinal);
        TestSummary.OfTrx(XDocument.Parse(aborted)).ShouldBe(new TestSummary(2, 2, 0));
    }

    [Fact]
    public void Of_ctest_a_missing_program_has_failed_and_what_skips_itself_has_not() =>
        TestSummary.OfJunit(XDocument.Parse(Junit)).ShouldBe(new TestSummary(1, 4, 2));

    [Fact]
    public void A_suite_of_ctest_may_be_empty() =>
        TestSummary.OfJunit(XDocument.Parse("<testsuite name=\"(empty)\" tests=\"0\" failures=\"0\"/>"))
            .ShouldBe(new TestSummary(0, 0, 0));

    [Fact]
    public void A_folder_is_the_sum_of_its_results()
    {
        _folder.Write("managed/a.trx", "\uFEFF" + Trx(5, 4, 4, 0));
        _folder.Write("managed/deeper/b.trx", Trx(2, 2, 1, 1));
        _folder.Write("native/native.junit.xml", Junit);
        _folder.Write("native/other.xml", "not a result");
        TestSummary.Read(_folder.Path).ShouldBe(new TestSummary(6, 5, 3));
    }

    [Fact]
    public void The_summary_is_one_line_beside_the_results()
    {
        _folder.Write("managed/a.trx", Trx(5, 4, 4, 0));
        TestSummary.Update(_folder.Path).Passed.ShouldBe(4);
        File.ReadAllText(Path.Combine(_folder.Path, TestSummary.FileName)).ShouldBe("4 passed, 0 failed, 1 skipped\n");
        TestSummary.Update(_folder.Path).Passed.ShouldBe(4);
    }

    private static string Trx(int total, int executed, int passed, int failed) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun id="9f9b1979-6799-4b98-a329-7323a38a9db5" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <ResultSummary outcome="{(failed > 0 ? "Failed" : "Completed")}">
            <Counters total="{total}" executed="{executed}" passed="{passed}" failed="{failed}" error="0" timeout="0" aborted="0" inconclusive="0" passedButRunAborted="0" notRunnable="0" notExecuted="0" disconnected="0" warning="0" completed="0" inProgress="0" pending="0" />
          </ResultSummary>
        </TestRun>
        """;
}
