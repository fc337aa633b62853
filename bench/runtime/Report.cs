using System.Globalization;
using System.Text;
using System.Text.Json;
using Argosy.Bench.Engine.Measuring;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Plots;
using Comparison = Argosy.Bench.Runtime.Measuring.Comparison;

namespace Argosy.Bench.Runtime;

/// <summary>Writes the same figures as <c>runtime.md</c> for people and as <c>runtime.json</c> for programs,
/// with plots.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_json =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static async Task WriteAsync(Bench bench, Machine machine, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(bench.Output);
        var pictures = new StringBuilder();
        foreach (var figure in bench.Figures)
        {
            if (await FigureFiles.WriteAsync(bench, figure, cancellationToken) is { } picture)
                pictures.Append($"![{figure.Title}]({picture})\n\n");
        }
        var document = new
        {
            machine,
            quick = bench.IsQuick,
            comparisons = bench.Comparisons,
            figures = bench.Figures.Select(Plain),
            notes = bench.Notes
        };
        await File.WriteAllTextAsync(
            Path.Combine(bench.Output, "runtime.json"), JsonSerializer.Serialize(document, s_json) + "\n",
            cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(bench.Output, "runtime.md"), $"""
            # The runtime beside its peers
            {machine.Processor}, {machine.Cores} cores, Linux {machine.Kernel}, {machine.Dotnet}, {machine.Date}; load at the start {machine.Load}.
            Medians of {bench.Rounds} paired rounds; the ratio is the median of the rounds' ratios, ours to the peer's.
            {Placed(bench.Placement)}
            {(bench.IsQuick ? "**A quick run: everything was started, nothing was measured for long enough to be believed.**\n" : "")}
            {Table(bench.Comparisons)}
            {pictures}{string.Concat(bench.Notes.Select(n => $"- {n}\n"))}
            """, cancellationToken);
    }

    public static string Table(IReadOnlyList<Comparison> comparisons)
    {
        var text = new StringBuilder(
            "| scenario | case | unit | ours | | peer | | ratio | bound | |\n"
            + "|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var c in comparisons)
        {
            var met = c switch
            {
                { Bound: null } => "",
                { Met: true } => "met",
                { Met: false } => "**not met**",
                _ => "unknown"
            };
            text.Append(CultureInfo.InvariantCulture,
                $"| {c.Scenario} | {c.Case} | {c.Unit} | {c.Ours.Name} | {Short(c.Ours.Median)} ")
                .Append(CultureInfo.InvariantCulture,
                    $"| {c.Peer?.Name} | {Short(c.Peer?.Median)} | {Short(c.Ratio)} | {c.Bound} | {met} |\n");
        }

        return text.ToString();
    }

    private static string Placed(Placement? placement) => placement is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"Taken while a cache line took about {placement.Usual:F0} ns between the two cores and back, as mostly; "
        + $"{placement.Repeated} turns were taken again, {placement.Unusual} count although it took another time.");

    // Three significant digits, and never an exponent.
    private static string Short(double? value) => value switch
    {
        null => "",
        >= 100 => $"{value:N0}".Replace(",", "\u00a0", StringComparison.Ordinal),
        >= 10 => $"{value:F1}",
        >= 0.1 => $"{value:F2}",
        _ => $"{value:F3}",
    };

    private static object Plain(Figure figure) => new
    {
        figure.Name,
        figure.Title,
        figure.Across,
        figure.Up,
        curves = figure.Curves.Select(c => new { c.Name, points = c.Points.Select(p => new[] { p.X, p.Y }) }),
    };
}
