using System.Reflection;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Tasks;

/// <summary>Turns task classes into Cake's own tasks.</summary>
internal sealed class TaskRegistration(Session session, Func<string, CakeTaskBuilder> register)
{
    /// <summary>Registers every task class of an assembly, in the order of their names.</summary>
    public void RegisterAll(Assembly assembly)
    {
        var types = assembly.GetTypes().Where(t => t.GetCustomAttribute<TaskNameAttribute>() is not null)
            .OrderBy(NameOf, StringComparer.Ordinal);
        foreach (var type in types)
        {
            switch (Activator.CreateInstance(type))
            {
                case AsyncMatrixTask matrix: RegisterMatrix(matrix); break;
                case AsyncFrostingTask task: RegisterTask(task); break;
                case FrostingTask composite: Begin(composite, NameOf(type), Edges(type, null)); break;
                default: throw NotATask(type);
            }
        }
    }

    /// <summary>The names of an assembly's tasks, with a cell for each of these architectures.</summary>
    public static IReadOnlyList<string> NamesIn(Assembly assembly, IReadOnlyList<Architecture> architectures) =>
    [
        .. assembly.GetTypes().Where(t => t.GetCustomAttribute<TaskNameAttribute>() is not null).SelectMany(t =>
            t.IsAssignableTo(typeof(AsyncMatrixTask)) ? architectures.Select(a => CellName(t, a)).Prepend(NameOf(t)) : [NameOf(t)]),
    ];

    private static string NameOf(Type type) =>
        type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? throw NotATask(type);

    private static string CellName(Type type, Architecture cell) => $"{NameOf(type)}-{cell}";

    private void RegisterTask(AsyncFrostingTask task)
    {
        var builder = Begin(task, NameOf(task.GetType()), Edges(task.GetType(), null));
        builder.WithCriteria(() => task.ShouldRun(session), "ShouldRun");
        builder.Does(() => task.RunAsync(session));
    }

    private void RegisterMatrix(AsyncMatrixTask task)
    {
        var type = task.GetType();
        var cells = session.Architectures.Where(cell => task.HasCell(session, cell)).ToList();
        foreach (var cell in cells)
        {
            var builder = Begin(task, CellName(type, cell), Edges(type, cell));
            builder.Cell(NameOf(type), cell.Name);
            task.Declare(builder, session, cell);
            builder.Does(() => task.RunAsync(session, cell));
        }

        Begin(task, NameOf(type), cells.Select(cell => CellName(type, cell)), declare: false);
    }

    private CakeTaskBuilder Begin(FrostingTask task, string name, IEnumerable<string> edges, bool declare = true)
    {
        // Edges say all of the order here.
        var builder = register(name).Parallel();
        if (task.GetType().GetCustomAttribute<TaskDescriptionAttribute>() is { } text) builder.Description(text.Description);
        foreach (var edge in edges) builder.IsDependentOn(edge);
        if (declare) task.Declare(builder, session);
        return builder;
    }

    // From a cell to the same cell of a matrix task, where it has one; to the aggregate from everything else.
    private IEnumerable<string> Edges(Type type, Architecture? cell)
    {
        foreach (var before in type.GetCustomAttributes<IsDependentOnAttribute>().Select(e => e.Task))
        {
            if (cell is null || !before.IsAssignableTo(typeof(AsyncMatrixTask))) yield return NameOf(before);
            else if (((AsyncMatrixTask)Activator.CreateInstance(before)!).HasCell(session, cell)) yield return CellName(before, cell);
        }
    }

    private static ArgosyException NotATask(Type type) => new(new Diagnosis("ARG0720", new(type.Name),
        "it is named as a task but isn't one", "Derive from FrostingTask, AsyncFrostingTask or AsyncMatrixTask, with [TaskName]."));
}
