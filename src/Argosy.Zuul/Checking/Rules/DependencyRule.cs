using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>A job's dependencies run in the same pipeline, without a cycle.</summary>
internal sealed class DependencyRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        var taken = layout.Of("project").SelectMany(s => ProjectJobs.Templates(s, layout)).ToHashSet();
        // A template that no project here uses is checked alone; another template may add the jobs that it lacks.
        var alone = layout.Of("project-template")
            .Where(t => !taken.Contains(t))
            .SelectMany(t => ProjectJobs.Of($"the template {t.Name?.Value}", [t], layout));
        var found = ProjectJobs.All(layout)
            .SelectMany(j => Check(j, layout, Severity.Error))
            .Concat(alone.SelectMany(j => Check(j, layout, Severity.Warning)));
        // A faulty template that many projects use is reported once.
        return found.DistinctBy(f => (f.Kind, f.Place, f.Cause));
    }

    private static IEnumerable<Finding> Check(ProjectJobs jobs, Layout layout, Severity absence)
    {
        var waits = jobs.Uses.ToDictionary(u => u.Key, u => ProjectJobs.Dependencies(u, u.Key, layout).ToList());
        foreach (var (job, dependencies) in waits)
        {
            foreach (var (name, soft) in dependencies)
            {
                if (soft || waits.ContainsKey(name.Value)) continue;
                yield return new(FindingKinds.s_absentDependency, absence, name.Place,
                    $"'{Excerpt.Of(job)}' waits for '{Excerpt.Of(name.Value)}', "
                    + $"which doesn't run in '{Excerpt.Of(jobs.Pipeline)}'",
                    "Run it there too, or make the dependency soft: that waits only for what does run.");
            }
        }

        foreach (var behind in VotesBehind(jobs, waits, layout)) yield return behind;
        foreach (var cycle in Cycles(waits)) yield return cycle;
    }

    // Zuul skips jobs that wait for a failed job, voting or not, and a skipped job keeps the change from passing.
    private static IEnumerable<Finding> VotesBehind(
        ProjectJobs jobs, Dictionary<string, List<(TextNode Name, bool Soft)>> waits, Layout layout)
    {
        var votes = jobs.Uses.ToDictionary(
            u => u.Key, u => (layout.Chains.Value(u.Key, "voting", u.Last()) as TextNode)?.Truth != false);
        return from wait in waits
               where votes[wait.Key]
               from dependency in wait.Value
               where votes.TryGetValue(dependency.Name.Value, out var counts) && !counts
               select FindingKinds.s_voteBehind.Warning(dependency.Name.Place,
                   $"'{Excerpt.Of(wait.Key)}' votes, but waits for '{Excerpt.Of(dependency.Name.Value)}', "
                   + "which doesn't: where that fails, it is skipped",
                   "Let both vote, or neither.");
    }

    // Repeatedly removes jobs without remaining dependencies; the rest waits for a cycle or is one.
    private static IEnumerable<Finding> Cycles(Dictionary<string, List<(TextNode Name, bool Soft)>> waits)
    {
        if (waits.Values.All(w => w.Count == 0)) yield break;
        var left = new Dictionary<string, List<(TextNode Name, bool Soft)>>(waits);
        RemoveFree(left);
        while (left.Count > 0)
        {
            var way = new Dictionary<string, int>();
            var at = left.Keys.First();
            TextNode next;
            do
            {
                way.Add(at, way.Count);
                next = left[at].First(d => left.ContainsKey(d.Name.Value)).Name;
                at = next.Value;
            }
            while (!way.ContainsKey(at));
            var circle = way.OrderBy(w => w.Value).Skip(way[at]).Select(w => w.Key).Append(at);
            yield return FindingKinds.s_dependencyCycle.Error(next.Place,
                $"jobs wait for each other: {string.Join(" → ", circle.Select(Excerpt.Of))}",
                "Take one of these dependencies out.");
            foreach (var job in way.Keys) left.Remove(job);
            RemoveFree(left);
        }
    }

    private static void RemoveFree(Dictionary<string, List<(TextNode Name, bool Soft)>> left)
    {
        var waiting = left.ToDictionary(j => j.Key, j => j.Value.Count(d => left.ContainsKey(d.Name.Value)));
        var dependents = left
            .SelectMany(j => j.Value.Select(d => (On: d.Name.Value, By: j.Key)))
            .ToLookup(d => d.On, d => d.By);
        var free = new Queue<string>(waiting.Where(w => w.Value == 0).Select(w => w.Key));
        while (free.TryDequeue(out var job))
        {
            left.Remove(job);
            foreach (var dependent in dependents[job])
            {
                if (--waiting[dependent] == 0) free.Enqueue(dependent);
            }
        }
    }
}
