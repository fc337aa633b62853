namespace Argosy.JobHealth.Reading;

/// <summary>How politely a Zuul is read, and how patiently.</summary>
public sealed record FetchPolicy
{
    /// <summary>Waited between two requests; there is never more than one at a time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Builds asked for at once.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>How long one request may take, its body included.</summary>
    public TimeSpan PerRequest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the whole reading may take; what was read until then is kept.</summary>
    public TimeSpan Altogether { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often a request is made that fails in a way that may pass.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Waited before the second attempt, doubled before each further one.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest <c>Retry-After</c> that is obeyed; a server that asks for more is left alone.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most bytes of a page.</summary>
    public long MostBytes { get; init; } = 64 << 20;

    /// <summary>The most builds of one reading.</summary>
    public int MostBuilds { get; init; } = 2_000_000;

    /// <summary>How far a reading goes back behind the last one's end: builds are listed in the order in which Zuul noted
    /// them, which isn't quite that of their starts.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Builds that ran are read again for this long; a build that Zuul lost runs for ever.</summary>
    public TimeSpan LongestBuild { get; init; } = TimeSpan.FromDays(2);

    /// <summary>How to wait; tests don't.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;
}
