namespace Argosy.JobHealth.Reading;

/// <summary>The result of a reading, so far or in total.</summary>
/// <param name="Requests">Requested pages; 0 for a file.</param>
/// <param name="Builds">Builds read, each counted once per page.</param>
/// <param name="News">Those that are new in the database, or ended since.</param>
/// <param name="Skipped">Entries that are no builds.</param>
/// <param name="Back">The earliest start seen; null before the first build.</param>
public sealed record ReadingSummary(int Requests, int Builds, int News, int Skipped, DateTimeOffset? Back)
{
    internal static ReadingSummary None { get; } = new(0, 0, 0, 0, null);

    internal ReadingSummary With(ReadPage page, int news, int requests)
    {
        var back = page.Builds.Count == 0 ? Back : page.Builds.Min(b => b.Start);
        return new(Requests + requests, Builds + page.Builds.Count, News + news, Skipped + page.Skipped,
            Back < back ? Back : back);
    }
}
