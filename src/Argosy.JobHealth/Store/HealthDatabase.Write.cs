namespace Argosy.JobHealth.Store;

public sealed partial class HealthDatabase
{
    // A build that is read again replaces its row: while it ran it had no result, and maybe no nodeset.
    private const string Insert = """
        INSERT OR REPLACE INTO build (series, start, uuid, result, end, duration, voting, commit_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
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
            using var known = _connection.Prepare("SELECT result IS NULL FROM build WHERE uuid = ?1");
            using var insert = _connection.Prepare(Insert);
            foreach (var build in page)
            {
                if (IsKnown(known, build)) continue;
                news++;
                insert.Bind(1, SeriesOf(build)).Bind(2, build.Start.ToUnixTimeSeconds()).Bind(3, build.Uuid).Bind(4, build.Result)
                    .Bind(5, build.End?.ToUnixTimeSeconds()).Bind(6, build.Duration).Bind(7, build.Voting ? 1 : 0)
                    .Bind(8, build.Commit).Run();
            }
        });
        return news;
    }

    /// <summary>Records that a span has no gaps, for readings with this filter.</summary>
    internal void Cover(string filter, ReadSpan span)
    {
        using var cover = _connection.Prepare("""
            INSERT INTO coverage VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET first = min(first, ?2), until = max(until, ?3)
            """);
        cover.Bind(1, filter).Bind(2, span.First.ToUnixTimeSeconds()).Bind(3, span.Until.ToUnixTimeSeconds()).Run();
    }

    /// <summary>The span without gaps; null before the first reading with this filter was finished.</summary>
    internal ReadSpan? TryCoverage(string filter)
    {
        using var select = _connection.Prepare("SELECT first, until FROM coverage WHERE filter = ?1");
        ReadSpan? span = null;
        for (select.Bind(1, filter); select.Step();)
            span = new(DateTimeOffset.FromUnixTimeSeconds(select.Integer(0)), DateTimeOffset.FromUnixTimeSeconds(select.Integer(1)));
        return span;
    }

    /// <summary>The start of the earliest build after a time that was still running when it was read; null if all had
    /// ended.</summary>
    internal DateTimeOffset? FirstRunningAfter(DateTimeOffset time)
    {
        using var select = _connection.Prepare("SELECT min(start) FROM build WHERE result IS NULL AND start >= ?1");
        DateTimeOffset? first = null;
        for (select.Bind(1, time.ToUnixTimeSeconds()); select.Step();)
            first = select.IsNull(0) ? null : DateTimeOffset.FromUnixTimeSeconds(select.Integer(0));
        return first;
    }

    // An ended build doesn't change any more, and a build that is still running isn't news.
    private static bool IsKnown(SqliteStatement known, Build build)
    {
        var isKnown = false;
        for (known.Bind(1, build.Uuid); known.Step();) isKnown = known.Integer(0) == 0 || build.Result is null;
        return isKnown;
    }

    private long SeriesOf(Build build)
    {
        var key = (build.Project, build.Job, build.Pipeline, build.Nodeset);
        if (_series.TryGetValue(key, out var id)) return id;
        // The update changes nothing: without it an existing series would return no row.
        using var insert = _connection.Prepare("""
            INSERT INTO series (project, job, pipeline, nodeset) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET nodeset = nodeset RETURNING id
            """);
        for (insert.Bind(1, build.Project).Bind(2, build.Job).Bind(3, build.Pipeline).Bind(4, build.Nodeset); insert.Step();)
            id = insert.Integer(0);
        return _series[key] = id;
    }
}
