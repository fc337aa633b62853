using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy.Module.Declarations;

/// <summary>Declarations on Cake's own task builder.</summary>
public static class TaskBuilder
{
    /// <inheritdoc cref="TaskDeclaring.Inputs" />
    public static CakeTaskBuilder Inputs(this CakeTaskBuilder builder, params string[] globs) =>
        Declare(builder, d => d.Inputs(globs));

    /// <inheritdoc cref="TaskDeclaring.InputsIfPresent" />
    public static CakeTaskBuilder InputsIfPresent(this CakeTaskBuilder builder, params string[] globs) =>
        Declare(builder, d => d.InputsIfPresent(globs));

    /// <inheritdoc cref="TaskDeclaring.Outputs" />
    public static CakeTaskBuilder Outputs(this CakeTaskBuilder builder, params string[] paths) =>
        Declare(builder, d => d.Outputs(paths));

    /// <inheritdoc cref="TaskDeclaring.Values" />
    public static CakeTaskBuilder Values(this CakeTaskBuilder builder, params string[] values) =>
        Declare(builder, d => d.Values(values));

    /// <inheritdoc cref="TaskDeclaring.Arguments" />
    public static CakeTaskBuilder Arguments(this CakeTaskBuilder builder, params string[] names) =>
        Declare(builder, d => d.Arguments(names));

    /// <inheritdoc cref="TaskDeclaring.Env" />
    public static CakeTaskBuilder Env(this CakeTaskBuilder builder, params string[] names) =>
        Declare(builder, d => d.Env(names));

    /// <inheritdoc cref="TaskDeclaring.Uses" />
    public static CakeTaskBuilder Uses(this CakeTaskBuilder builder, params string[] tools) =>
        Declare(builder, d => d.Uses(tools));

    /// <inheritdoc cref="TaskDeclaring.UsesIfPresent" />
    public static CakeTaskBuilder UsesIfPresent(this CakeTaskBuilder builder, params string[] tools) =>
        Declare(builder, d => d.UsesIfPresent(tools));

    /// <inheritdoc cref="TaskDeclaring.UsesVersioned" />
    public static CakeTaskBuilder UsesVersioned(this CakeTaskBuilder builder, params string[] programs) =>
        Declare(builder, d => d.UsesVersioned(programs));

    /// <inheritdoc cref="TaskDeclaring.Resources" />
    public static CakeTaskBuilder Resources(this CakeTaskBuilder builder, int cores = 1, params string[] exclusives) =>
        Declare(builder, d => d.Resources(cores, exclusives));

    /// <summary>Memory that the task holds while it runs, in units of 2^20 bytes.</summary>
    public static CakeTaskBuilder Memory(this CakeTaskBuilder builder, int megabytes) =>
        Declare(builder, d => d.Resources = d.Resources with { Memory = (long)megabytes << 20 });

    /// <inheritdoc cref="TaskDeclaring.Expects" />
    public static CakeTaskBuilder Expects(this CakeTaskBuilder builder, double seconds) =>
        Declare(builder, d => d.Expects(seconds));

    /// <summary>The architecture that the task must run on, by any of its names. On another machine its result must
    /// come from a cache.</summary>
    public static CakeTaskBuilder On(this CakeTaskBuilder builder, string architecture) =>
        Declare(builder, d =>
            d.Architecture = Architecture.Parse(architecture, new SourceLocation($"task {builder.Task.Name}")));

    /// <summary>The number of retries after a failure: for external services that fail occasionally.</summary>
    public static CakeTaskBuilder Retries(this CakeTaskBuilder builder, int times) =>
        Declare(builder, d => d.Retries = times);

    /// <summary>The level to which the task must prove artifacts, if less than the highest level of their kind is
    /// enough. Below it the run fails, unless <c>--allow-inconclusive</c> is given.</summary>
    public static CakeTaskBuilder Proves(this CakeTaskBuilder builder, ProofLevel level) =>
        Declare(builder, d => d.Asked = level);

    /// <inheritdoc cref="TaskDeclaring.LocalOnly" />
    public static CakeTaskBuilder LocalOnly(this CakeTaskBuilder builder) =>
        Declare(builder, d => d.LocalOnly());

    /// <summary>The task may run in parallel with others although it doesn't declare its inputs: only its dependencies
    /// run first.</summary>
    public static CakeTaskBuilder Parallel(this CakeTaskBuilder builder) =>
        Declare(builder, d => d.IsParallel = true);

    /// <inheritdoc cref="TaskDeclaring.ReplacesOutputs" />
    public static CakeTaskBuilder ReplacesOutputs(this CakeTaskBuilder builder) =>
        Declare(builder, d => d.ReplacesOutputs());

    /// <inheritdoc cref="TaskDeclaring.UpdatesOutputs" />
    public static CakeTaskBuilder UpdatesOutputs(this CakeTaskBuilder builder) =>
        Declare(builder, d => d.UpdatesOutputs());

    /// <summary>Marks the task as one cell of a matrix task.</summary>
    /// <param name="builder">The task.</param>
    /// <param name="family">The matrix task's name.</param>
    /// <param name="cell">The cell's distinguishing name, such as <c>arm64</c>.</param>
    /// <param name="aggregates">The aggregates that include it, besides the one with the family's name.</param>
    public static CakeTaskBuilder Cell(
        this CakeTaskBuilder builder, string family, string cell, params string[] aggregates) =>
        Declare(builder, d =>
        {
            (d.Family, d.Cell) = (family, cell);
            foreach (var aggregate in aggregates) d.Aggregates.Add(aggregate);
        });

    /// <summary>Adds to the task's declaration.</summary>
    public static CakeTaskBuilder Declare(this CakeTaskBuilder builder, Action<TaskDeclaration> change)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(change);
        change(TaskDeclarations.Of(builder.Task));
        return builder;
    }
}
