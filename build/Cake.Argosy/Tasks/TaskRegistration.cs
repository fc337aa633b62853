using System.Reflection;
using Argosy.Artifacts.Files;
using Argosy.Engine;
using Argosy.Site.Documentation.Reference;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Tasks;

/// <summary>Registers task classes as Cake's own tasks.</summary>
internal sealed class TaskRegistration
{
    private readonly BuildContext _context;
    private readonly Func<string, CakeTaskBuilder> _register;
    private readonly List<CakeTaskBuilder> _registered = [];
    private readonly SortedDictionary<string, TaskClass> _classes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<IReadOnlyList<string>> _makers;

    /// <param name="context">The run.</param>
    /// <param name="register">The script's own <c>Task</c>.</param>
    /// <param name="assemblies">The assemblies of task classes; of two classes with one name, the later replaces the
    /// earlier.</param>
    public TaskRegistration(
        BuildContext context, Func<string, CakeTaskBuilder> register, params IEnumerable<Assembly> assemblies)
    {
        (_context, _register) = (context, register);
        _makers = new(() => [.. _classes.Values.SelectMany(c => c.Makers)]);
        foreach (var assembly in assemblies)
        {
            foreach (var type in assembly.GetTypes().Where(t => t.GetCustomAttribute<TaskNameAttribute>() is not null))
                _classes[TaskClass.NameOf(type)] = TaskClass.Of(type, context);
        }
    }

    /// <summary>Registers all of them, in the order of their names.</summary>
    public void RegisterAll()
    {
        foreach (var each in _classes.Values.Where(c => c.Exists))
        {
            switch (each.Task)
            {
                case AsyncCellTask cells: RegisterCells(each, cells); break;
                case AsyncFrostingTask task: RegisterTask(each, task); break;
                default: Begin(each, each.Name, Edges(each, null)); break;
            }
        }
    }

    /// <summary>The names of all tasks, for all of the model's architectures.</summary>
    public IReadOnlyCollection<string> Names => [.. _classes.Values.SelectMany(c => c.Names)];

    /// <summary>The names of those that do work, for all of the model's architectures.</summary>
    public IReadOnlyCollection<string> Makers => _makers.Value;

    /// <summary>All classes, also those that the model doesn't ask for.</summary>
    public IReadOnlyList<TargetEntry> Describe() => [.. _classes.Values.Select(c => c.Describe())];

    /// <summary>Whether these classes could give a name, but not with the current model.</summary>
    public bool IsFormer(string name) => !Makers.Contains(name)
        && _classes.Values.Any(c => name == c.Name || name.StartsWith($"{c.Name}-", StringComparison.Ordinal));

    /// <summary>Whether a task of this run makes a path, something in it or a folder around it.</summary>
    public bool IsMade(string path) => _registered.SelectMany(b => TaskDeclarations.Of(b.Task).Outputs)
        .Any(o => PathText.IsWithin(o, path) || PathText.IsWithin(path, o));

    private void RegisterTask(TaskClass each, AsyncFrostingTask task)
    {
        var builder = Begin(each, each.Name, Edges(each, null));
        if (each.HasCriterion) builder.WithCriteria(() => task.ShouldRun(_context), "ShouldRun");
        if (each.HasFixedCriterion) builder.Declare(d => d.HasFixedCriteria = true);
        builder.Does(() => task.RunAsync(Running()));
    }

    private void RegisterCells(TaskClass each, AsyncCellTask task)
    {
        var aggregates = each.Aggregates.ToList();
        foreach (var cell in each.Cells)
        {
            var builder = Begin(each, each.NameOf(cell), Edges(each, cell));
            builder.Cell(each.Name, $"{cell}", [.. aggregates.Where(a => a.Cells.Contains(cell)).Select(a => a.Name)]);
            task.Declare(builder, _context, cell);
            builder.Does(() => task.RunAsync(Running(), cell));
        }

        foreach (var aggregate in aggregates)
            Begin(each, aggregate.Name, aggregate.Cells.Select(each.NameOf), declare: false);
    }

    private BuildContext Running() => TaskRun.Current is { } task ? _context.For(task) : _context;

    private CakeTaskBuilder Begin(TaskClass each, string name, IEnumerable<string> edges, bool declare = true)
    {
        // Edges determine the complete order here.
        var builder = _register(name).Parallel();
        _registered.Add(builder);
        if (each.Description is { } text) builder.Description(text);
        foreach (var edge in edges) builder.IsDependentOn(edge);
        // A task of the script, or none: then Cake says so.
        foreach (var later in each.After.Where(name => !_classes.ContainsKey(name))) builder.IsDependeeOf(later);
        if (declare) each.Task.Declare(builder, _context);
        return builder;
    }

    // From a cell to its matching cells; from everything else to the aggregate of all. None to tasks that the model
    // doesn't request.
    private IEnumerable<string> Edges(TaskClass each, Cell? cell)
    {
        var dependees = _classes.Values.Where(c => c.After.Contains(each.Name)).Select(c => c.Type);
        foreach (var type in each.Before.Concat(dependees).Distinct())
        {
            if (!_classes.TryGetValue(TaskClass.NameOf(type), out var before))
            {
                yield return TaskClass.NameOf(type);
            }
            else if (before.Exists && before.HasCells && cell is not null && each.Task is AsyncCellTask task)
            {
                foreach (var needed in before.Cells.Where(c => task.Needs(_context, cell, c)))
                    yield return before.NameOf(needed);
            }
            else if (before.Exists)
            {
                yield return before.HasCells ? before.Aggregate : before.Name;
            }
        }
    }
}
