using System.Globalization;
using System.Text;
using System.Text.Json;
using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine;

/// <summary>Writes the same figures as <c>engine.md</c> for people and as <c>engine.json</c> for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_json =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Write(string folder, Machine machine, IReadOnlyList<Comparison> comparisons)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "engine.json"), JsonSerializer.Serialize(new { machine, comparisons }, s_json) + "\n");
        File.WriteAllText(Path.Combine(folder, "engine.md"), $"""
            # The engine beside its peers
            {machine.Processor}, {machine.Cores} cores, Linux {machine.Kernel}, {machine.Dotnet}, {machine.Date}; load at the start {machine.Load}.
            Medians of paired runs, in seconds; in brackets the median of processor time. The ratio is the median of the rounds'.

            {Table(comparisons)}
            {Notes(comparisons)}
            """);
    }

    public static string Table(IReadOnlyList<Comparison> comparisons)
    {
        var text = new StringBuilder(
            "| scenario | ours | seconds | peer | seconds | ratio | bound | |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var c in comparisons)
        {
            var met = c.Met switch { true => "met", false => "**not met**", null => "" };
            text.Append(CultureInfo.InvariantCulture,
                $"| {c.Scenario} | {c.Ours.Name} | {Seconds(c.Ours)} | {c.Peer?.Name} "
                + $"| {(c.Peer is null ? "" : Seconds(c.Peer))} | {c.Ratio:F2} | {c.Bound} | {met} |\n");
        }

        return text.ToString();
    }

    private static string Seconds(Measurement measurement) => measurement.MedianProcessor is { } processor
        ? $"{measurement.Median:F3} ({processor:F3})"
        : $"{measurement.Median:F3}";

    private static string Notes(IReadOnlyList<Comparison> comparisons) => string.Join('\n',
        comparisons.Where(c => c.Note.Length > 0).Select(c => $"- {c.Scenario}, {c.Ours.Name}: {c.Note}").Distinct())
        + "\n";
}
