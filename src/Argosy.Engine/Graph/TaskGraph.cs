using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Graph;

/// <summary>The tasks that targets need, dependencies first.</summary>
internal static class TaskGraph
{
    /// <summary>Resolves edges: both directions, as in Cake, and from the task that makes an input to the task that
    /// reads it. Rejects invalid graphs before anything runs: ARG0701 unknown target or dependency, ARG0702
    /// cycle.</summary>
    /// <returns>The nodes in Cake's order.</returns>
    public static IReadOnlyList<TaskNode> Resolve(
        IReadOnlyList<GraphTask> tasks, IEnumerable<string> targets, bool exclusive, OutputIndex? index = null)
    {
        var byName = new Dictionary<string, GraphTask>(tasks.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var task in tasks) byName.Add(task.Name, task);
        var dependees = DependeesOf(tasks, byName);
        var outputs = index ?? new(tasks);
        var done = new Dictionary<string, TaskNode>(tasks.Count, StringComparer.OrdinalIgnoreCase);
        var order = new List<TaskNode>(tasks.Count);
        var path = new List<string>();
        var chosen = exclusive ? Alone(targets, byName, dependees, outputs) : null;
        var onPath = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        // Tasks left out by --exclusive are resolved, too: their results are part of the keys.
        TaskNode Visit(GraphTask task)
        {
            if (done.TryGetValue(task.Name, out var known)) return known;
            if (!onPath.Add(task.Name)) throw Cycle(path, task.Name);
            path.Add(task.Name);
            var declaration = task.Declaration;
            var dependencies = new List<TaskNode>();
            List<TaskNode>? given = null;
            var isRun = chosen is null || chosen.Contains(task.Name);
            foreach (var name in Before(task, declaration, byName, dependees, outputs))
            {
                var before = Find(byName, name, task.Name);
                if (isRun && chosen is not null && !chosen.Contains(before.Name)) (given ??= []).Add(Visit(before));
                else dependencies.Add(Visit(before));
            }

            path.RemoveAt(path.Count - 1);
            onPath.Remove(task.Name);
            var node = new TaskNode(task, dependencies) { Given = given ?? [] };
            done.Add(task.Name, node);
            if (isRun) order.Add(node);
            return node;
        }

        foreach (var target in targets) Visit(Find(byName, target, null));
        if (order.Count < tasks.Count) RefuseMissing(tasks, byName);
        return order;
    }

    // With --exclusive, the aggregate of a matrix task still includes its cells.
    private static HashSet<string> Alone(IEnumerable<string> targets, Dictionary<string, GraphTask> byName,
        Dictionary<string, Dependees> dependees, OutputIndex outputs)
    {
        var chosen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var target in targets)
        {
            var task = Find(byName, target, null);
            chosen.Add(task.Name);
            chosen.UnionWith(Before(task, task.Declaration, byName, dependees, outputs)
                .Where(name => IsCellOf(task, Find(byName, name, task.Name).Declaration)));
        }

        return chosen;
    }

    private static bool IsCellOf(GraphTask task, TaskDeclaration cell) =>
        cell.Family == task.Name || cell.Aggregates.Contains(task.Name, StringComparer.OrdinalIgnoreCase);

    // Each once, in the order in which Cake adds its edges: task by task as registered, so that a task which declares
    // itself the dependency of one registered later precedes that one's own dependencies.
    private static IEnumerable<string> Before(
        GraphTask task, TaskDeclaration declaration, Dictionary<string, GraphTask> byName,
        Dictionary<string, Dependees> dependees, OutputIndex outputs)
    {
        var names = new List<string>();
        var others = dependees.GetValueOrDefault(task.Name);
        if (others is not null) names.AddRange(others.RegisteredBefore);
        foreach (var dependency in task.Dependencies)
        {
            if (dependency.IsRequired || byName.ContainsKey(dependency.Name)) names.Add(dependency.Name);
        }

        if (others is not null) names.AddRange(others.RegisteredAfter);
        // The task's own outputs are none of its inputs, even if its globs match them.
        var makers = new List<string>();
        AddMakers(declaration.Inputs, outputs, makers);
        AddMakers(declaration.OptionalInputs, outputs, makers);
        AddToolMakers(declaration.Tools, outputs, makers);
        AddToolMakers(declaration.OptionalTools, outputs, makers);
        for (var i = 0; i < makers.Count; i++)
        {
            if (makers[i] != task.Name) names.Add(makers[i]);
        }

        return names.Count < 2 ? names : names.Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static void AddMakers(IReadOnlyList<string> inputs, OutputIndex outputs, List<string> names)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Length > 0 && inputs[i][0] != '!') outputs.AddMakersOf(inputs[i], names);
        }
    }

    // A tool of the project that another task makes.
    private static void AddToolMakers(IReadOnlyList<string> tools, OutputIndex outputs, List<string> names)
    {
        for (var i = 0; i < tools.Count; i++)
        {
            if (!tools[i].Contains('/', StringComparison.Ordinal) || tools[i][0] == '/') continue;
            outputs.AddMakersOf(DeclaredPath.Normalized(tools[i]), names);
        }
    }

    // The predecessors of each task by their own declaration (Cake's IsDependeeOf).
    private static Dictionary<string, Dependees> DependeesOf(
        IReadOnlyList<GraphTask> tasks, Dictionary<string, GraphTask> byName)
    {
        var dependees = new Dictionary<string, Dependees>(StringComparer.OrdinalIgnoreCase);
        HashSet<string>? registered = null;
        for (var i = 0; i < tasks.Count; i++)
        {
            registered?.Add(tasks[i].Name);
            foreach (var dependee in tasks[i].Dependees)
            {
                registered ??= tasks.Take(i + 1).Select(t => t.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
                if (dependee.IsRequired) Find(byName, dependee.Name, tasks[i].Name);
                if (!dependees.TryGetValue(dependee.Name, out var before))
                    dependees.Add(dependee.Name, before = new([], []));
                (registered.Contains(dependee.Name) ? before.RegisteredAfter : before.RegisteredBefore)
                    .Add(tasks[i].Name);
            }
        }

        return dependees;
    }

    // As in Cake, also if the target doesn't need the task.
    private static void RefuseMissing(IReadOnlyList<GraphTask> tasks, Dictionary<string, GraphTask> byName)
    {
        foreach (var task in tasks)
        {
            foreach (var dependency in task.Dependencies)
            {
                if (dependency.IsRequired) Find(byName, dependency.Name, task.Name);
            }
        }
    }

    private static GraphTask Find(Dictionary<string, GraphTask> byName, string name, string? neededBy)
    {
        if (byName.TryGetValue(name, out var task)) return task;
        var cause = neededBy is null ? $"no task is called '{name}'" : $"it needs the task '{name}', which isn't there";
        throw new ArgosyException(new Diagnostic(
            "ARG0701", neededBy is null ? SourceLocation.CommandLine : new($"task {neededBy}"), cause,
            Suggestion.For(name, byName.Keys.Order(StringComparer.Ordinal))));
    }

    private static ArgosyException Cycle(List<string> path, string back)
    {
        var start = path.FindIndex(p => p.Equals(back, StringComparison.OrdinalIgnoreCase));
        var ring = string.Join(" → ", path.Skip(start).Append(back));
        return new(new Diagnostic(
            "ARG0702", new($"task {back}"), $"tasks depend on each other: {ring}", "Remove one edge."));
    }

    /// <summary>Tasks that declare themselves a task's dependencies, by whether they are registered before or after
    /// it.</summary>
    private sealed record Dependees(List<string> RegisteredBefore, List<string> RegisteredAfter);
}
