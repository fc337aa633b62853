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
        var byName = new Dictionary<string, CakeTask>(tasks.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var task in tasks) byName.Add(task.Name, task);
        var dependees = DependeesOf(tasks, byName);
        var outputs = index ?? new(tasks);
        var done = new Dictionary<string, TaskNode>(tasks.Count, StringComparer.OrdinalIgnoreCase);
        var order = new List<TaskNode>(tasks.Count);
        var path = new List<string>();
        var onPath = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        TaskNode Visit(CakeTask task)
        {
            if (done.TryGetValue(task.Name, out var known)) return known;
            if (!onPath.Add(task.Name)) throw Cycle(path, task.Name);
            path.Add(task.Name);
            var declaration = TaskDeclarations.Of(task);
            var dependencies = new List<TaskNode>();
            foreach (var name in Before(task, declaration, byName, dependees, outputs))
            {
                var before = Find(byName, name, task.Name);
                // Alone, the aggregate of a matrix task still is its cells.
                if (!exclusive || TaskDeclarations.Of(before).Family == task.Name) dependencies.Add(Visit(before));
            }

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

    // Each once, in the order in which they are declared.
    private static IEnumerable<string> Before(CakeTask task, TaskDeclaration declaration, Dictionary<string, CakeTask> byName,
        Dictionary<string, List<string>> dependees, OutputIndex outputs)
    {
        var names = new List<string>();
        foreach (var dependency in task.Dependencies)
        {
            if (dependency.Required || byName.ContainsKey(dependency.Name)) names.Add(dependency.Name);
        }

        if (dependees.TryGetValue(task.Name, out var others)) names.AddRange(others);
        AddMakers(declaration.Inputs, outputs, names);
        AddMakers(declaration.OptionalInputs, outputs, names);
        return names.Count < 2 ? names : names.Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static void AddMakers(IReadOnlyList<string> inputs, OutputIndex outputs, List<string> names)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Length > 0 && inputs[i][0] != '!') outputs.AddMakersOf(inputs[i], names);
        }
    }

    // Who comes before each task by its own word (Cake's IsDependeeOf).
    private static Dictionary<string, List<string>> DependeesOf(IReadOnlyList<CakeTask> tasks, Dictionary<string, CakeTask> byName)
    {
        var dependees = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var task in tasks)
        {
            foreach (var dependee in task.Dependees)
            {
                if (dependee.Required) Find(byName, dependee.Name, task.Name);
                if (!dependees.TryGetValue(dependee.Name, out var before)) dependees.Add(dependee.Name, before = []);
                before.Add(task.Name);
            }
        }

        return dependees;
    }

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
