using Argosy.JobHealth.Statistics;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Store;

public sealed partial class HealthDatabase
{
    /// <summary>Computes the figures of all jobs that match, one job after another.</summary>
    /// <param name="wanted">The selected jobs and time span.</param>
    /// <param name="cancellation">Between two jobs.</param>
    /// <remarks>Error ARG0687 if no build matches.</remarks>
    public HealthReport Report(HealthSelection wanted, CancellationToken cancellation)
    {
        var report = Read(wanted, cancellation);
        return report.Jobs.Count > 0 ? report : throw new ArgosyException(new Diagnostic("ARG0687", new(Path),
            wanted.Says is { Length: > 0 } says ? $"no ended build matches {says}" : "no build has ended",
            "Read more builds with `argosy health update`, or ask for others."));
    }

    private HealthReport Read(HealthSelection wanted, CancellationToken cancellation)
    {
        HealthReport report = new(Tenant, default, default, []);
        // One transaction: a concurrent update can't come between two jobs.
        _connection.Consistently(() =>
        {
            if (Span(wanted) is { } span) report = new(Tenant, span.From, span.Until, Jobs(wanted, span, cancellation));
        });
        return report;
    }

    private IReadOnlyList<JobSummary> Jobs(HealthSelection wanted, (DateTimeOffset From, DateTimeOffset Until) span, CancellationToken cancellation)
    {
        var weeks = Weeks.Of(span.From, span.Until);
        var figures = new List<JobSummary>();
        var builds = new List<Verdict>();
        using var select = _connection.Prepare("""
            SELECT start, uuid, result, duration, voting, commit_id FROM build
            WHERE series = ?1 AND start BETWEEN ?2 AND ?3 AND result IS NOT NULL ORDER BY start, uuid
            """);
        foreach (var job in AllSeries().GroupBy(s => s.Key).OrderBy(g => g.Key, SeriesKey.Order))
        {
            cancellation.ThrowIfCancellationRequested();
            builds.Clear();
            // A single series is already in order. Several are merged by their builds' ids, too, which otherwise aren't needed.
            var isMerged = job.Skip(1).Any();
            foreach (var (_, series) in job)
            {
                for (select.Bind(1, series).Bind(2, span.From.ToUnixTimeSeconds()).Bind(3, span.Until.ToUnixTimeSeconds()); select.Step();)
                    builds.Add(VerdictOf(select, isMerged));
            }

            if (isMerged) builds.Sort(Verdict.Order);
            if (builds.Count > 0) figures.Add(JobFigures.Of(job.Key, builds, weeks));
        }

        // The selection comes last: a job is compared with one on x64 that may not be selected.
        return [.. Ratios.Fill(figures).Where(wanted.Wants)];
    }

    // The newest end determines the end of the span, never the clock: the same builds give the same report.
    private (DateTimeOffset From, DateTimeOffset Until)? Span(HealthSelection wanted)
    {
        using var select = _connection.Prepare("SELECT min(start), max(max(start, ifnull(end, start))) FROM build WHERE result IS NOT NULL");
        (long First, long Last)? found = null;
        while (select.Step()) found = select.IsNull(0) ? null : (select.Integer(0), select.Integer(1));
        if (found is not { } all) return null;
        var until = wanted.Until ?? DateTimeOffset.FromUnixTimeSeconds(all.Last);
        var first = DateTimeOffset.FromUnixTimeSeconds(all.First);
        return (wanted.Span is { } span && until - span > first ? until - span : first, until);
    }

    private List<(SeriesKey Key, long Series)> AllSeries()
    {
        var series = new List<(SeriesKey, long)>();
        using var select = _connection.Prepare("SELECT id, project, job, pipeline, nodeset FROM series");
        while (select.Step())
        {
            var job = select.Text(2);
            series.Add((new(select.Text(1), job, JobName.Of(job, select.Text(4)), select.Text(3)), select.Integer(0)));
        }

        return series;
    }

    private static Verdict VerdictOf(SqliteStatement row, bool isMerged)
    {
        var outcome = Outcomes.Of(row.Utf8(2));
        return new(row.Integer(0), isMerged ? row.Text(1) : "", outcome, row.IsNull(3) ? null : row.Real(3), row.Integer(4) != 0,
            !outcome.IsVerdict() || row.IsNull(5) ? null : row.Text(5));
    }
}
