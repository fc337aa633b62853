using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Argosy.Artifacts;

namespace Cake.Argosy.Testing;

/// <summary>The test classes that took longest, from all VSTest result files of a folder: for tests that take too
/// long.</summary>
internal static class SlowestClasses
{
    /// <summary>The table's file name.</summary>
    internal const string FileName = "slowest.txt";

    private const int Shown = 40;

    /// <summary>Writes the table of the results below a folder into it.</summary>
    internal static void Update(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), Table(
        Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => XDocument.Load(file))));

    /// <summary>One class per line, the slowest first: seconds of all its tests, their number, its name.</summary>
    internal static string Table(IEnumerable<XDocument> results)
    {
        var classes = results.SelectMany(Tests).GroupBy(test => test.Class, StringComparer.Ordinal)
            .Select(tests => (
                Name: tests.Key, Count: tests.Count(),
                Time: TimeSpan.FromTicks(tests.Sum(test => test.Time.Ticks))))
            .OrderByDescending(each => each.Time).ThenBy(each => each.Name, StringComparer.Ordinal).Take(Shown);
        var table = new StringBuilder("seconds  tests  class\n");
        foreach (var (name, count, time) in classes)
            table.Append(CultureInfo.InvariantCulture, $"{time.TotalSeconds,7:0.0}  {count,5}  {name}\n");
        return table.ToString();
    }

    private static IEnumerable<(string Class, TimeSpan Time)> Tests(XDocument results)
    {
        var classes = Elements(results, "UnitTest").ToDictionary(
            test => (string)test.Attribute("id")!,
            test => (string)Elements(test, "TestMethod").Single().Attribute("className")!);
        return Elements(results, "UnitTestResult")
            .Where(result => result.Attribute("duration") is not null)
            .Select(result => (
                classes[(string)result.Attribute("testId")!],
                TimeSpan.Parse((string)result.Attribute("duration")!, CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<XElement> Elements(XContainer parent, string name) =>
        parent.Descendants().Where(e => e.Name.LocalName == name);
}
