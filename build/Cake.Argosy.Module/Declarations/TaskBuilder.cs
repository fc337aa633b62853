using Cake.Core;

namespace Cake.Argosy.Module.Declarations;

/// <summary>Declarations on Cake's own task builder.</summary>
public static class TaskBuilder
{
    /// <summary>Files the task reads, as globs relative to the project; a leading <c>!</c> excludes.</summary>
    public static CakeTaskBuilder Inputs(this CakeTaskBuilder builder, params string[] globs) =>
        Declare(builder, d => Add(d.Inputs, globs));

    /// <summary>Files and folders the task makes, relative to the project.</summary>
    public static CakeTaskBuilder Outputs(this CakeTaskBuilder builder, params string[] paths) =>
        Declare(builder, d => Add(d.Outputs, paths));

    /// <summary>Other values that decide the result.</summary>
    public static CakeTaskBuilder Values(this CakeTaskBuilder builder, params string[] values) =>
        Declare(builder, d => Add(d.Values, values));

    /// <summary>What the task holds while it runs.</summary>
    public static CakeTaskBuilder Resources(this CakeTaskBuilder builder, int cores = 1, params string[] exclusives) =>
        Declare(builder, d => d.Resources = new(cores, exclusives));

    /// <summary>Makes the task known as one cell of a matrix task.</summary>
    public static CakeTaskBuilder Cell(this CakeTaskBuilder builder, string family, string cell) =>
        Declare(builder, d => (d.Family, d.Cell) = (family, cell));

    private static CakeTaskBuilder Declare(CakeTaskBuilder builder, Action<TaskDeclaration> change)
    {
        ArgumentNullException.ThrowIfNull(builder);
        change(TaskDeclarations.Of(builder.Task));
        return builder;
    }

    private static void Add(IList<string> list, string[] values)
    {
        foreach (var value in values) list.Add(value);
    }
}
