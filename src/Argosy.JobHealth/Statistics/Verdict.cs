namespace Argosy.JobHealth.Statistics;

/// <summary>The data of one ended build for its job's figures.</summary>
/// <param name="Start">Unix time, seconds.</param>
/// <param name="Uuid">Orders builds that started in the same second; empty if they arrive in order.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Duration">Seconds; null if Zuul gives none.</param>
/// <param name="Voting">Whether it voted.</param>
/// <param name="Commit">What it built; null if unknown or not needed.</param>
internal readonly record struct Verdict(
    long Start, string Uuid, Outcome Outcome, double? Duration, bool Voting, string? Commit)
{
    /// <summary>Seconds from the event to the start; null if unknown.</summary>
    public double? Waited { get; init; }

    /// <summary>The branch; null if unknown.</summary>
    public string? Branch { get; init; }

    /// <summary>By start, and in the same second by id.</summary>
    public static Comparison<Verdict> Order { get; } =
        (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : string.CompareOrdinal(a.Uuid, b.Uuid);
}

/// <summary>The key of a series: one job of one project on one architecture in one pipeline.</summary>
internal sealed record SeriesKey(string Project, string Job, JobName Name, string Pipeline)
{
    /// <summary>A report's order: by project, job, architecture and pipeline.</summary>
    public static IComparer<SeriesKey> Order { get; } = Comparer<SeriesKey>.Create((a, b) =>
    {
        var order = string.CompareOrdinal(a.Project, b.Project);
        if (order == 0) order = string.CompareOrdinal(a.Job, b.Job);
        if (order == 0) order = string.CompareOrdinal(a.Name.Architecture.Name, b.Name.Architecture.Name);
        return order != 0 ? order : string.CompareOrdinal(a.Pipeline, b.Pipeline);
    });

    /// <summary>The key of a build.</summary>
    public static SeriesKey Of(Build build) =>
        new(build.Project, build.Job, JobName.Of(build.Job, build.Nodeset), build.Pipeline);
}
