using System.Xml.Linq;
using Cake.Argosy.Testing;

namespace Cake.Argosy.Tests.Testing;

public sealed class SlowestClassesTests
{
    [Fact]
    public void Classes_are_listed_by_the_time_of_all_their_tests()
    {
        var first = Results(
            ("1", "Rooms.Quick", "00:00:00.0400000"),
            ("2", "Rooms.Slow", "00:01:02.5000000"),
            ("3", "Rooms.Slow", "00:00:01.0000000"));
        var second = Results(("1", "Others.Middle", "00:00:02.2000000"), ("2", "Others.Skipped", null));
        SlowestClasses.Table([first, second]).ShouldBe("""
            seconds  tests  class
               63.5      2  Rooms.Slow
                2.2      1  Others.Middle
                0.0      1  Rooms.Quick

            """);
    }

    [Fact]
    public void No_more_than_forty_are_shown() =>
        SlowestClasses.Table(
            [Results([.. Enumerable.Range(0, 60).Select(n => ($"{n}", $"C{n}", (string?)"00:00:01"))])])
            .Split('\n').Length.ShouldBe(42);

    private static XDocument Results(params (string Id, string Class, string? Duration)[] tests) => XDocument.Parse($"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            {string.Concat(tests.Select(t => $"<UnitTestResult testId=\"{t.Id}\" testName=\"a test\"{(t.Duration is null ? "" : $" duration=\"{t.Duration}\"")} />"))}
          </Results>
          <TestDefinitions>
            {string.Concat(tests.Select(t => $"<UnitTest id=\"{t.Id}\"><TestMethod className=\"{t.Class}\" name=\"a test\" /></UnitTest>"))}
          </TestDefinitions>
        </TestRun>
        """);
}
