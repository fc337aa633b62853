using Microsoft.Data.Sqlite;

namespace Argosy.JobHealth.Store;

public sealed partial class HealthDatabase
{
    // A build that is read again replaces its row: while it ran it had no result, and maybe no nodeset.
    private const string Insert = """
        INSERT OR REPLACE INTO build (series, start, uuid, result, end, duration, voting, commit_id, waited, branch)
        VALUES ($series, $start, $uuid, $result, $end, $duration, $voting, $commit, $waited, $branch)
        """;

    /// <summary>Stores a page atomically.</summary>
    /// <returns>The number of builds that are new, or ended since.</returns>
    internal int Store(IReadOnlyList<Build> page)
    {
        var news = 0;
        // Rolling back a page also removes its new series.
        _series.Clear();
        _connection.Atomically(() =>
        {
            using var known = _connection.Command("SELECT result IS NULL FROM build WHERE uuid = $uuid", "$uuid");
            using var insert = _connection.Command(Insert,
                "$series", "$start", "$uuid", "$result", "$end", "$duration", "$voting", "$commit",
                "$waited", "$branch");
            foreach (var build in page)
            {
                if (IsKnown(known, build)) continue;
                news++;
                insert
                    .Bind(SeriesOf(build), build.Start.ToUnixTimeSeconds(), build.Uuid, build.Result,
                        build.End?.ToUnixTimeSeconds(), build.Duration, build.Voting, build.Commit,
                        build.Waited, build.Branch)
                    .ExecuteNonQuery();
            }
        });
        return news;
    }

    /// <summary>Records that a span has no gaps, for readings with this filter.</summary>
    internal void Cover(string filter, ReadSpan span) => _connection.Atomically(() =>
    {
        using var cover = _connection.Command("""
            INSERT INTO coverage VALUES ($filter, $first, $until)
            ON CONFLICT DO UPDATE SET first = min(first, $first), until = max(until, $until)
            """, "$filter", "$first", "$until");
        cover.Bind(filter, span.First.ToUnixTimeSeconds(), span.Until.ToUnixTimeSeconds()).ExecuteNonQuery();
    });

    /// <summary>The span without gaps; null before the first reading with this filter was finished.</summary>
    internal ReadSpan? TryCoverage(string filter) => _connection.Consistently(() =>
    {
        using var select = _connection.Command("SELECT first, until FROM coverage WHERE filter = $filter", "$filter");
        using var row = select.Bind(filter).ExecuteReader();
        return row.Read()
            ? new ReadSpan(
                DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(0)),
                DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(1)))
            : null;
    });

    /// <summary>The start of the earliest build after a time that was still running when it was read; null if all had
    /// ended.</summary>
    internal DateTimeOffset? FirstRunningAfter(DateTimeOffset time) => _connection.Consistently<DateTimeOffset?>(() =>
    {
        using var select = _connection.Command(
            "SELECT min(start) FROM build WHERE result IS NULL AND start >= $time", "$time");
        return select.Bind(time.ToUnixTimeSeconds()).ExecuteScalar() is long first
            ? DateTimeOffset.FromUnixTimeSeconds(first)
            : null;
    });

    // An ended build doesn't change any more, and a build that is still running isn't news.
    private static bool IsKnown(SqliteCommand known, Build build) =>
        known.Bind(build.Uuid).ExecuteScalar() is long running && (running == 0 || build.Result is null);

    private long SeriesOf(Build build)
    {
        var key = (build.Project, build.Job, build.Pipeline, build.Nodeset);
        if (_series.TryGetValue(key, out var id)) return id;
        // The update changes nothing: without it an existing series would return no row.
        using var insert = _connection.Command("""
            INSERT INTO series (project, job, pipeline, nodeset) VALUES ($project, $job, $pipeline, $nodeset)
            ON CONFLICT DO UPDATE SET nodeset = nodeset RETURNING id
            """, "$project", "$job", "$pipeline", "$nodeset");
        return _series[key] =
            (long)insert.Bind(build.Project, build.Job, build.Pipeline, build.Nodeset).ExecuteScalar()!;
    }
}
