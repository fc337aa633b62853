using Argosy.JobHealth.Statistics;
using Argosy.Platforms.Diagnostics;
using Microsoft.Data.Sqlite;

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
        var tenant = Tenant;
        // One transaction: a concurrent update can't come between two jobs.
        return _connection.Consistently(() => Span(wanted) is { } span
            ? new HealthReport(tenant, span.From, span.Until, Jobs(wanted, span, cancellation))
            : new(tenant, default, default, []));
    }

    private IReadOnlyList<JobSummary> Jobs(
        HealthSelection wanted, (DateTimeOffset From, DateTimeOffset Until) span, CancellationToken cancellation)
    {
        var weeks = Weeks.Of(span.From, span.Until);
        var figures = new List<JobSummary>();
        var builds = new List<Verdict>();
        using var select = _connection.Command("""
            SELECT start, uuid, result, duration, voting, commit_id, waited, branch FROM build
            WHERE series = $series AND start BETWEEN $from AND $until AND result IS NOT NULL ORDER BY start, uuid
            """, "$series", "$from", "$until");
        foreach (var job in AllSeries().GroupBy(s => s.Key).OrderBy(g => g.Key, SeriesKey.Order))
        {
            cancellation.ThrowIfCancellationRequested();
            builds.Clear();
            // A single series is already in order. Several are merged by their builds' ids, too, which otherwise aren't
            // needed.
            var isMerged = job.Skip(1).Any();
            foreach (var (_, series) in job)
            {
                using var row = select
                    .Bind(series, span.From.ToUnixTimeSeconds(), span.Until.ToUnixTimeSeconds())
                    .ExecuteReader();
                while (row.Read()) builds.Add(VerdictOf(row, isMerged));
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
        using var select = _connection.Command(
            "SELECT min(start), max(max(start, ifnull(end, start))) FROM build WHERE result IS NOT NULL");
        using var row = select.ExecuteReader();
        if (!row.Read() || row.IsDBNull(0)) return null;
        var first = DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(0));
        var until = wanted.Until ?? DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(1));
        return (wanted.Span is { } span && until - span > first ? until - span : first, until);
    }

    private List<(SeriesKey Key, long Series)> AllSeries()
    {
        var series = new List<(SeriesKey, long)>();
        using var select = _connection.Command("SELECT id, project, job, pipeline, nodeset FROM series");
        using var row = select.ExecuteReader();
        while (row.Read())
        {
            var job = row.GetString(2);
            series.Add((
                new(row.GetString(1), job, JobName.Of(job, row.GetString(4)), row.GetString(3)), row.GetInt64(0)));
        }

        return series;
    }

    private static Verdict VerdictOf(SqliteDataReader row, bool isMerged)
    {
        var outcome = Outcomes.Of(row.GetString(2));
        return new(row.GetInt64(0), isMerged ? row.GetString(1) : "", outcome,
            row.IsDBNull(3) ? null : row.GetDouble(3), row.GetBoolean(4),
            !outcome.IsVerdict() || row.IsDBNull(5) ? null : row.GetString(5))
        {
            Waited = row.IsDBNull(6) ? null : row.GetDouble(6),
            Branch = row.IsDBNull(7) ? null : row.GetString(7),
        };
    }
}
