using System.Globalization;
using System.Xml.Linq;
using Argosy.Artifacts;

namespace Cake.Argosy.Testing;

/// <summary>Counts of tests, from all result files of a folder.</summary>
public sealed record TestSummary(int Passed, int Failed, int Skipped)
{
    /// <summary>The summary's file name.</summary>
    public const string FileName = "summary.txt";

    /// <summary>Reads all <c>*.trx</c> (VSTest) and <c>*.junit.xml</c> (CTest) files below a folder.</summary>
    public static TestSummary Read(string folder)
    {
        var total = new TestSummary(0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (file.EndsWith(".trx", StringComparison.Ordinal)) total += OfTrx(XDocument.Load(file));
            else if (file.EndsWith(".junit.xml", StringComparison.Ordinal)) total += OfJunit(XDocument.Load(file));
        }

        return total;
    }

    /// <summary>Sums.</summary>
    public static TestSummary operator +(TestSummary a, TestSummary b) => Add(a, b);

    /// <summary>Sums.</summary>
    public static TestSummary Add(TestSummary a, TestSummary b) =>
        new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    /// <summary>Writes the folder's summary into it.</summary>
    public static TestSummary Update(string folder)
    {
        var summary = Read(folder);
        AtomicFile.Write(Path.Combine(folder, FileName), $"{summary}\n");
        return summary;
    }

    /// <inheritdoc />
    public override string ToString() =>
        $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}";

    internal static TestSummary OfTrx(XDocument document)
    {
        var counters = document.Descendants().First(e => e.Name.LocalName == "Counters");
        var passed = Number(counters, "passed");
        var notRun = Number(counters, "total") - Number(counters, "executed");
        return new(passed, Number(counters, "total") - passed - notRun, notRun);
    }

    internal static TestSummary OfJunit(XDocument document)
    {
        var cases = document.Root!.Elements("testcase").ToList();
        var passed = cases.Count(c => Status(c) == "run");
        var skipped = cases.Count(c => Status(c) == "disabled" || (Status(c) == "notrun" && SkipsItself(c)));
        return new(passed, cases.Count - passed - skipped, skipped);
    }

    private static string? Status(XElement testcase) => testcase.Attribute("status")?.Value;

    // CTest's own counts also treat a test with a missing program as skipped, though CTest fails because of it.
    private static bool SkipsItself(XElement testcase) =>
        testcase.Element("skipped")?.Attribute("message")?.Value.StartsWith("SKIP_", StringComparison.Ordinal) == true;

    private static int Number(XElement element, string attribute) =>
        int.Parse(element.Attribute(attribute)?.Value ?? "0", CultureInfo.InvariantCulture);
}
