namespace Cake.Argosy.Module.Reporting;

/// <summary>The chain of tasks that determined how long a run took: to end sooner, one of these must.</summary>
/// <param name="Steps">In order; each depends on the one before, directly or through composite tasks.</param>
internal sealed record CriticalPath(IReadOnlyList<TaskResult> Steps)
{
    /// <summary>What its tasks took together; never more than the run.</summary>
    public TimeSpan Length => Sum(s => s.Duration);

    /// <summary>How long its tasks waited for tokens together.</summary>
    public TimeSpan Waited => Sum(s => s.Waited);

    /// <summary>Goes back from the task that ended last, to the last-ending of its dependencies, and so on. Empty where
    /// no task began.</summary>
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

    // Something that never began ended at zero, as did nothing else.
    private static TaskResult? LastOf(IEnumerable<TaskResult> results) =>
        results.Where(r => r.End > TimeSpan.Zero).MaxBy(r => r.End);

    private TimeSpan Sum(Func<TaskResult, TimeSpan> time) => new(Steps.Sum(s => time(s).Ticks));
}
