namespace Argosy.JobHealth.Reading;

/// <summary>Limits for reading a Zuul: load and time.</summary>
public sealed record FetchPolicy
{
    /// <summary>The wait between two requests; there is never more than one at a time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Builds per request.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>The time limit of one request, including its body.</summary>
    public TimeSpan PerRequest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time limit of the whole reading; builds read until then are kept.</summary>
    public TimeSpan Altogether { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The number of attempts for a request with transient failures.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait before the second attempt, doubled before each further one.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest <c>Retry-After</c> that is obeyed; a longer one ends the reading.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The maximum bytes of a page.</summary>
    public long MostBytes { get; init; } = 64 << 20;

    /// <summary>The maximum builds of one reading.</summary>
    public int MostBuilds { get; init; } = 2_000_000;

    /// <summary>The overlap with the previous reading: builds are listed in the order in which Zuul recorded them,
    /// which differs slightly from that of their starts.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Running builds are read again for this long; a build that Zuul lost never ends.</summary>
    public TimeSpan LongestBuild { get; init; } = TimeSpan.FromDays(2);

    /// <summary>The wait function; tests don't wait.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;
}
