using System.Reflection;
using Argosy.Platforms.Diagnostics;
using Argosy.Site.Documentation.Reference;

namespace Cake.Argosy.Tasks;

/// <summary>A task class, with its names and cells from the model.</summary>
internal sealed class TaskClass
{
    private readonly BuildContext _context;
    private readonly IReadOnlyList<Cell> _cells = [];

    private TaskClass(Type type, FrostingTask task, BuildContext context)
    {
        _context = context;
        (Type, Task, Name) = (type, task, NameOf(type));
        Aggregate = type.GetCustomAttribute<TaskAggregateAttribute>()?.Name ?? Name;
        Description = type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description;
        After = [.. type.GetCustomAttributes<IsDependeeOfAttribute>().Select(e => NameOf(e.Task))];
        if (task is AsyncCellTask cells) _cells = [.. cells.Cells(context)];
        Exists = task is AsyncCellTask ? _cells.Count > 0 : task.Exists(context);
    }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>Its instance.</summary>
    public FrostingTask Task { get; }

    /// <summary>The task's name, or the prefix of its cells' names.</summary>
    public string Name { get; }

    /// <summary>The prefix of its aggregates' names.</summary>
    public string Aggregate { get; }

    /// <summary>One line, or null.</summary>
    public string? Description { get; }

    /// <summary>Whether the model requests it.</summary>
    public bool Exists { get; }

    /// <summary>Whether it has cells.</summary>
    public bool HasCells => Task is AsyncCellTask;

    /// <summary>Whether it may decide not to run.</summary>
    public bool HasCriterion =>
        Type.GetMethod(nameof(AsyncFrostingTask.ShouldRun))?.DeclaringType != typeof(AsyncFrostingTask);

    /// <summary>Whether it decides the same in each run without a change.</summary>
    public bool HasFixedCriterion => Type.GetCustomAttribute<FixedCriterionAttribute>() is not null;

    /// <summary>The tasks that must run before it, by class.</summary>
    public IEnumerable<Type> Before => Type.GetCustomAttributes<IsDependentOnAttribute>().Select(e => e.Task);

    /// <summary>The tasks that must run after it, by name.</summary>
    public IReadOnlyCollection<string> After { get; }

    /// <summary>The cells of this run.</summary>
    public IEnumerable<Cell> Cells =>
        _cells.Where(c => c.Architecture is null || _context.Settings.Architectures.Contains(c.Architecture));

    /// <summary>The names of all that do work, for all architectures of the model; aggregates do none.</summary>
    public IEnumerable<string> Makers => !Exists ? [] : HasCells ? _cells.Select(NameOf) : [Name];

    /// <summary>All its names, for all architectures of the model.</summary>
    public IEnumerable<string> Names => !Exists ? []
        : !HasCells ? [Name]
        : [.. _cells.Select(NameOf), .. Groups(_cells).Select(g => g.Name)];

    /// <summary>Its aggregates with their cells of this run; none for an architecture outside of this run. The last
    /// includes all.</summary>
    public IEnumerable<Group> Aggregates =>
        Groups(Cells.Where(c => _context.Settings.Includes(c.Distribution, c.Architecture)));

    /// <summary>A class with its cells. Error ARG0720 if it is no task.</summary>
    public static TaskClass Of(Type type, BuildContext context) => Activator.CreateInstance(type) is FrostingTask task
        ? new(type, task, context)
        : throw NotATask(type);

    /// <summary>The name on a class. Error ARG0720 if it has none.</summary>
    public static string NameOf(Type type) =>
        type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? throw NotATask(type);

    /// <summary>What the reference says of it, for all architectures of the model.</summary>
    public TargetEntry Describe() => new(
        Name, Description ?? "", HasCells && Exists ? [.. Groups(_cells).Select(g => g.Name)] : [],
        HasCells && Exists ? [.. _cells.Select(NameOf)] : [], Exists, Type.Assembly != typeof(TaskClass).Assembly);

    /// <summary>A cell's name.</summary>
    public string NameOf(Cell cell) => $"{Name}-{cell}";

    // By item, platform, distribution and architecture, and one for all; none that equals one of the cells.
    private List<Group> Groups(IEnumerable<Cell> cells)
    {
        var groups = new List<Group>();
        var chosen = cells.ToList();
        var single = chosen.Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = chosen.SelectMany(c => c.Groups().Select(g => (Name: $"{Aggregate}-{g}", Of: "platform", Cell: c)))
            .Concat(chosen.Where(c => c.Item is not null).Select(c => (Name: $"{Name}-{c.Item}", Of: "item", Cell: c)));
        foreach (var group in named.Where(g => !single.Contains(g.Name))
            .GroupBy(g => g.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (group.Select(g => g.Of).Distinct().Count() > 1) throw Ambiguous(group.Key);
            groups.Add(new(group.Key, [.. group.Select(g => g.Cell)]));
        }

        groups.Add(new(Aggregate, chosen));
        return groups;
    }

    private static ArgosyException Ambiguous(string name) => new(new Diagnostic("ARG0785", new($"task {name}"),
        "an item has the name of an architecture or a distribution, so that two targets would be called so",
        "Rename the item."));

    private static ArgosyException NotATask(Type type) => new(new Diagnostic("ARG0720", new(type.Name),
        "it is named as a task but isn't one",
        "Derive from FrostingTask, AsyncFrostingTask, AsyncMatrixTask or AsyncCellTask, with [TaskName]."));

    /// <summary>An aggregate.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Cells">Its cells.</param>
    internal sealed record Group(string Name, IReadOnlyList<Cell> Cells);
}
