using Argosy.JobHealth.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Reading;

/// <summary>Updates a database from a Zuul: builds newer than the last reading, and those that were still running
/// then.</summary>
/// <remarks>
/// Zuul lists builds from the newest back. Pages are stored as they arrive, and a span is recorded as complete only at
/// the end: an interrupted reading leaves a gap after its last page, and the next one closes it.
/// </remarks>
public static class ZuulReading
{
    // While many builds start, a page may repeat the previous one, shifted; a faulty Zuul repeats it for ever.
    private const int MostRepetitions = 3;

    /// <summary>Reads back to a time that is already covered, or <paramref name="since"/>.</summary>
    /// <param name="database">Receives the builds.</param>
    /// <param name="source">The source of the builds.</param>
    /// <param name="since">Earlier builds are skipped.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="progress">Called after each page.</param>
    /// <param name="cancellation">Keeps the builds stored until then.</param>
    /// <remarks>Errors ARG0680 to ARG0682, and those of the database.</remarks>
    public static async Task<ReadingSummary> RunAsync(HealthDatabase database, ZuulSource source, DateTimeOffset since,
        FetchPolicy policy, IProgress<ReadingSummary> progress, CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(policy.Altogether);
        using var client = new ZuulClient(source, policy);
        try
        {
            database.NoteTenant(source.Tenant);
            return await RunAsync(database, client, source, since, policy, progress, clock.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Endless(source, $"reading took longer than {policy.Altogether}",
                "Run the command again: it goes on with what is missing.");
        }
    }

    private static async Task<ReadingSummary> RunAsync(HealthDatabase database, ZuulClient client, ZuulSource source,
        DateTimeOffset since, FetchPolicy policy, IProgress<ReadingSummary> progress, CancellationToken cancellation)
    {
        var end = End(database, source, since, policy);
        // A gap after the last reading is closed, even if fewer builds are requested now.
        since = end < since ? end : since;
        var sum = ReadingSummary.None;
        var (newest, skip, repetitions) = ((DateTimeOffset?)null, 0, 0);
        HashSet<string> before = [];
        while (true)
        {
            var page = await client.PageAsync(skip, cancellation);
            sum = sum.With(page, database.Store([.. page.Builds.Where(b => b.Start >= since)]), requests: 1);
            progress.Report(sum);
            if (page.Count == 0 || page.Builds.All(b => b.Start < end)) break;
            newest ??= page.Builds.Max(b => b.Start);
            repetitions = page.Builds.All(b => before.Contains(b.Uuid)) ? repetitions + 1 : 0;
            if (repetitions >= MostRepetitions)
                throw Endless(source, "the same builds come with every page",
                    "Its paging is broken; read what you need as a file with `argosy health import`.");
            if (sum.Builds > policy.MostBuilds)
                throw Endless(source, $"there are more than {policy.MostBuilds} builds",
                    "Narrow it with --since, --project, --pipeline or --job.");
            before = [.. page.Builds.Select(b => b.Uuid)];
            skip += page.Count;
        }

        if (newest is { } until && until >= since) database.Cover(source.Filter, new(since, until));
        return sum;
    }

    // A running build is read again unless it is so old that Zuul must have lost it.
    private static DateTimeOffset End(
        HealthDatabase database, ZuulSource source, DateTimeOffset since, FetchPolicy policy)
    {
        if (database.TryCoverage(source.Filter) is not { } covered || covered.First > since) return since;
        var end = covered.Until - policy.Overlap;
        if (database.FirstRunningAfter(covered.Until - policy.LongestBuild) is { } running && running < end)
            end = running;
        return end;
    }

    private static ArgosyException Endless(ZuulSource source, string cause, string remedy) =>
        new(new Diagnostic("ARG0682", new(source.Builds), cause, remedy));
}
