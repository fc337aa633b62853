using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Argosy.Toolchains.Building;

/// <summary>Test results as JUnit XML, which CTest and meson write and CI servers read.</summary>
internal static class JUnitResults
{
    /// <summary>The tests of a file; empty if there is no such file, or it isn't complete.</summary>
    public static IReadOnlyList<SuiteCase> Read(string file)
    {
        if (!File.Exists(file)) return [];
        try
        {
            return [.. XDocument.Load(file).Descendants("testcase").Select(Case)];
        }
        catch (XmlException)
        {
            return []; // The suite ended while it wrote.
        }
    }

    /// <summary>A suite's file. It has no times, so that equal results are equal bytes.</summary>
    public static string Text(string suite, IReadOnlyList<SuiteCase> cases)
    {
        var element = new XElement("testsuite",
            new XAttribute("name", suite), Count("tests", cases.Count),
            Count("failures", cases.Count(c => c.Verdict == CaseVerdict.Failed)),
            Count("skipped", cases.Count(c => c.Verdict == CaseVerdict.Skipped)),
            cases.Select(c => new XElement("testcase", new XAttribute("classname", suite),
                new XAttribute("name", Printable(c.Name)),
                c.Verdict == CaseVerdict.Failed ? new XElement("failure", Printable(c.Output)) : null,
                c.Verdict == CaseVerdict.Skipped ? new XElement("skipped") : null)));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new XElement("testsuites", element) + "\n";
    }

    private static XAttribute Count(string name, int count) => new(name, count.ToString(CultureInfo.InvariantCulture));

    private static SuiteCase Case(XElement element)
    {
        var (failure, skipped) = (element.Element("failure") ?? element.Element("error"), element.Element("skipped"));
        var said = string.Join('\n', new[]
        {
            failure?.Attribute("message")?.Value, failure?.Value, element.Element("system-out")?.Value,
            element.Element("system-err")?.Value,
        }.Where(t => !string.IsNullOrEmpty(t)));
        var verdict = failure is not null ? CaseVerdict.Failed
            : skipped is not null ? CaseVerdict.Skipped
            : CaseVerdict.Passed;
        return new(element.Attribute("name")?.Value ?? "?", verdict, said);
    }

    // XML has no control characters.
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var c in text) printable.Append(XmlConvert.IsXmlChar(c) ? c : '?');
        return printable.ToString();
    }
}
