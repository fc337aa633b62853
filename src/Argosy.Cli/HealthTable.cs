using System.Globalization;
using System.Text;
using Argosy.JobHealth;

namespace Argosy.Cli;

/// <summary>Job health as a table: a block for each project, a line for each job.</summary>
internal static class HealthTable
{
    private static readonly IReadOnlyList<string> s_head =
    [
        "job", "pipeline", "builds", "passed", "95 % interval", "flaky", "p50", "p75", "p95",
        $"× {Platforms.Architecture.DefaultBaseline}", "time-outs", "node failures", "vote"
    ];

    // Texts are left-aligned, figures right-aligned.
    private static readonly HashSet<int> s_left = [0, 1, 12];

    internal static string Of(HealthReport report, IReadOnlyList<VotingAdvice> advice)
    {
        var rows = advice.Select(a => (a.Of.Project, Cells: CellsOf(a))).ToList();
        var widths = s_head.Select((h, i) => Math.Max(h.Length, rows.Max(r => r.Cells[i].Length))).ToList();
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"{report.From:yyyy-MM-dd} to {report.Until:yyyy-MM-dd}"
            + $"{(report.Tenant is null ? "" : $", tenant {report.Tenant}")}\n\n");
        table.Append("  ").Append(Line(s_head, widths));
        foreach (var project in rows.GroupBy(r => r.Project))
        {
            table.Append('\n').Append(project.Key).Append('\n');
            foreach (var (_, cells) in project) table.Append("  ").Append(Line(cells, widths));
        }

        return table.ToString().TrimEnd('\n');
    }

    /// <summary>Hours, minutes and seconds, without leading zero units.</summary>
    internal static string Time(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm}:{time:ss}" : $"{time.Minutes}:{time:ss}";
    }

    private static string Line(IReadOnlyList<string> cells, List<int> widths) =>
        string.Join("  ", cells.Select((c, i) => s_left.Contains(i) ? c.PadRight(widths[i]) : c.PadLeft(widths[i])))
            .TrimEnd() + "\n";

    private static string[] CellsOf(VotingAdvice advice)
    {
        var job = advice.Of;
        return
        [
            job.Job, job.Pipeline, Number(job.Counts.Verdicts), job.PassRate is { } rate ? Percent(rate.Value) : "–",
            job.PassRate is { } known ? $"{Percent(known.Low)} to {Percent(known.High)}" : "–",
            job.Flakiness is { } flaky ? Percent(flaky.Value) : "–",
            job.Duration is { } d50 ? Time(d50.P50) : "–",
            job.Duration is { } d75 ? Time(d75.P75) : "–",
            job.Duration is { } d95 ? Time(d95.P95) : "–",
            job.RatioToX64 is { } ratio ? ratio.ToString("0.0", CultureInfo.InvariantCulture) : "–",
            Number(job.Counts.TimedOut), Number(job.Counts.NodeFailures),
            $"{(job.Voting ? "votes" : "doesn't vote")}: {Word(advice.Verdict)}",
        ];
    }

    private static string Word(VotingVerdict verdict) => verdict switch
    {
        VotingVerdict.Promote => "promote",
        VotingVerdict.Demote => "demote",
        _ => "hold",
    };

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
