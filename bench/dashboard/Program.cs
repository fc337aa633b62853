using System.Diagnostics;
using System.Globalization;
using Argosy.Bench.Dashboard;
using Argosy.Bench.Dashboard.Pictures;
using Argosy.JobHealth.Dashboard;
using Argosy.Testing;

// dotnet run -c Release --project bench/dashboard -- <project> <output folder>
// dotnet run --project bench/dashboard -- pictures <output folder>
if (args is ["pictures", var pictures])
{
    foreach (var (name, text) in Picture.All()) File.WriteAllText(Path.Combine(pictures, name), text);
    return;
}

if (args is not [_, var folder])
    throw new ArgumentException("usage: <project> <output folder>, or pictures <output folder>");
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Rounds = 7;
var (figures, wheels) = (SyntheticYear.Of(100), SyntheticYear.Wheels());
DashboardPage.Render(figures, wheels);
var clock = Stopwatch.StartNew();
var page = DashboardPage.Render(figures, wheels);
var rendered = clock.Elapsed;
var path = DashboardPage.Write(Path.Combine(Path.GetFullPath(folder), "dashboard.html"), page);
var load = PageLoad.Median(await PageLoad.MeasureAsync(path, Rounds));
string Row(string what, double took, double bound) =>
    $"| {what} | {took:0} ms | {bound:0} ms | {(took <= bound ? "kept" : "**not kept**")} |";
var report = $"""
    # The dashboard of a year: 100 projects × 5 jobs × 3 architectures × 52 weeks
    {new FileInfo(path).Length / 1e6:0.00} MB, headless Chromium, median of {Rounds} cold starts.

    | what | took | bound | |
    |---|---|---|---|
    {Row("the page is written", rendered.TotalMilliseconds, 1000)}
    {Row("its first content is seen", load.FirstPaint, 1000)}
    {Row("all of it is loaded", load.Loaded, 1000)}
    {Row("all projects are opened", load.AllOpen, 1000)}

    """;
File.WriteAllText(Path.Combine(folder, "dashboard.md"), report);
Console.Write(report);
