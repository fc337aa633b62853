namespace Argosy.Engine.Reporting;

/// <summary>The chain of tasks that determined a run's duration: the run is shorter only if one of these is.</summary>
/// <param name="Steps">In order; each depends on the one before, directly or through composite tasks.</param>
internal sealed record CriticalPath(IReadOnlyList<TaskResult> Steps)
{
    /// <summary>The total duration of its tasks; never more than the run.</summary>
    public TimeSpan Length => Sum(s => s.Duration);

    /// <summary>The total time that its tasks waited for tokens.</summary>
    public TimeSpan Waited => Sum(s => s.Waited);

    /// <summary>Starts at the task that ended last, goes to its dependency that ended last, and so on. Empty if no task
    /// began.</summary>
    public static CriticalPath Of(IReadOnlyList<TaskResult> results)
    {
        var byName = new Dictionary<string, TaskResult>(results.Count, StringComparer.Ordinal);
        foreach (var result in results) byName[result.Node.Name] = result;
        var steps = new List<TaskResult>();
        for (var last = LastOf(results.Where(r => !r.Node.IsComposite)); last is not null;)
        {
            if (!last.Node.IsComposite) steps.Add(last);
            last = LastOf(last.Node.Dependencies.Select(d => byName.GetValueOrDefault(d.Name)).OfType<TaskResult>());
        }

        steps.Reverse();
        return new(steps);
    }

    // A task that never began has end time zero, and no other has.
    private static TaskResult? LastOf(IEnumerable<TaskResult> results) =>
        results.Where(r => r.End > TimeSpan.Zero).MaxBy(r => r.End);

    private TimeSpan Sum(Func<TaskResult, TimeSpan> time) => new(Steps.Sum(s => time(s).Ticks));
}
