using Argosy.Zuul.Model;

namespace Argosy.Zuul.Freezing;

/// <summary>Sorts jobs after their dependencies.</summary>
internal static class JobOrder
{
    /// <summary>The names in order; otherwise in the given order. Jobs whose hard dependency doesn't run, and those in
    /// a cycle, are added to the jobs left out.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, MergedJob> jobs, List<LeftOutJob> leftOut)
    {
        var left = jobs.ToDictionary(j => j.Key, j => Dependencies(j.Value).ToList());
        while (left
            .SelectMany(j => j.Value
                .Where(d => !d.Soft && !left.ContainsKey(d.Name.Value))
                .Select(d => (Job: j.Key, d.Name)))
            .FirstOrDefault() is { Job: not null } broken)
        {
            leftOut.Add(new(broken.Job,
                $"it waits for '{broken.Name.Value}', which doesn't run: Zuul reports an error", broken.Name.Place));
            left.Remove(broken.Job);
        }

        var order = new List<string>();
        var done = new HashSet<string>();
        while (left.Count > 0)
        {
            var free = jobs.Keys.FirstOrDefault(j =>
                left.TryGetValue(j, out var waits) && !waits.Any(d => left.ContainsKey(d.Name.Value)));
            if (free is null) break;
            left.Remove(free);
            if (done.Add(free)) order.Add(free);
        }

        leftOut.AddRange(left.Select(j =>
            new LeftOutJob(j.Key, "it waits for itself: Zuul reports an error", j.Value[0].Name.Place)));
        return order;
    }

    private static IEnumerable<(TextNode Name, bool Soft)> Dependencies(MergedJob job)
    {
        foreach (var item in job.Attributes.GetValueOrDefault("dependencies")?.AsMany ?? [])
        {
            if (item is TextNode name) yield return (name, false);
            else if (item is MapNode map && map.Text("name") is { } named) yield return (named, map.Says("soft"));
        }
    }
}
