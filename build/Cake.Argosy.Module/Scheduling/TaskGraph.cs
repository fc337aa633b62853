using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Module.Scheduling;

/// <summary>The tasks that targets need, dependencies first.</summary>
internal static class TaskGraph
{
    /// <summary>Resolves edges: both directions, as Cake has them, and from who makes an input to who reads it. Refuses
    /// what can't run, before anything does: ARG0701 unknown target or dependency, ARG0702 cycle.</summary>
    public static IReadOnlyList<TaskNode> Resolve(
        IReadOnlyList<CakeTask> tasks, IEnumerable<string> targets, bool exclusive, OutputIndex? index = null)
    {
        var byName = tasks.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
        var outputs = index ?? new(tasks);
        var dependees = tasks.SelectMany(t => t.Dependees.Select(d => (From: d, To: t.Name)))
            .ToLookup(e => e.From.Name, e => e.To, StringComparer.OrdinalIgnoreCase);
        foreach (var (task, dependee) in tasks.SelectMany(t => t.Dependees.Select(d => (t, d))))
        {
            if (dependee.Required) Find(byName, dependee.Name, task.Name);
        }

        var done = new Dictionary<string, TaskNode>(StringComparer.OrdinalIgnoreCase);
        var order = new List<TaskNode>();
        var path = new List<string>();
        var onPath = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        TaskNode Visit(CakeTask task)
        {
            if (done.TryGetValue(task.Name, out var known)) return known;
            if (!onPath.Add(task.Name)) throw Cycle(path, task.Name);
            path.Add(task.Name);
            var declaration = TaskDeclarations.Of(task);
            var before = task.Dependencies
                .Where(d => d.Required || byName.ContainsKey(d.Name))
                .Select(d => Find(byName, d.Name, task.Name))
                .Concat(dependees[task.Name].Select(name => byName[name]))
                .Concat(MakersFor(declaration, outputs).Select(name => byName[name]))
                .Distinct();
            // Alone, the aggregate of a matrix task still is its cells.
            if (exclusive) before = before.Where(b => TaskDeclarations.Of(b).Family == task.Name);
            List<TaskNode> dependencies = [.. before.Select(Visit)];
            path.RemoveAt(path.Count - 1);
            onPath.Remove(task.Name);
            var node = new TaskNode(task, declaration, dependencies);
            done.Add(task.Name, node);
            order.Add(node);
            return node;
        }

        foreach (var target in targets) Visit(Find(byName, target, null));
        return order;
    }

    private static IEnumerable<string> MakersFor(TaskDeclaration declaration, OutputIndex outputs) =>
        declaration.Inputs.Concat(declaration.OptionalInputs).Where(i => i.Length > 0 && i[0] != '!').SelectMany(outputs.MakersOf);

    private static CakeTask Find(Dictionary<string, CakeTask> byName, string name, string? neededBy)
    {
        if (byName.TryGetValue(name, out var task)) return task;
        var cause = neededBy is null ? $"no task is called '{name}'" : $"it needs the task '{name}', which isn't there";
        throw new ArgosyException(new Diagnosis("ARG0701", neededBy is null ? Place.CommandLine : new($"task {neededBy}"),
            cause, Suggestion.For(name, byName.Keys.Order(StringComparer.Ordinal))));
    }

    private static ArgosyException Cycle(List<string> path, string back)
    {
        var start = path.FindIndex(p => p.Equals(back, StringComparison.OrdinalIgnoreCase));
        var ring = string.Join(" → ", path.Skip(start).Append(back));
        return new(new Diagnosis("ARG0702", new($"task {back}"), $"tasks depend on each other: {ring}", "Remove one edge."));
    }
}
