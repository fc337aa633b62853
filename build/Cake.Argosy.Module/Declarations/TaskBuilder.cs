using System.Collections.ObjectModel;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy.Module.Declarations;

/// <summary>Declarations on Cake's own task builder.</summary>
public static class TaskBuilder
{
    /// <summary>Files the task reads, as globs relative to the project; a leading <c>!</c> excludes. Where one is another
    /// task's output, that task comes first. Each has to name something.</summary>
    public static CakeTaskBuilder Inputs(this CakeTaskBuilder builder, params string[] globs) =>
        Declare(builder, d => AddPaths(d.Inputs, globs));

    /// <summary>Files the task reads where they are there, and goes without where they aren't.</summary>
    public static CakeTaskBuilder InputsIfPresent(this CakeTaskBuilder builder, params string[] globs) =>
        Declare(builder, d => AddPaths(d.OptionalInputs, globs));

    /// <summary>Files and folders the task makes, relative to the project.</summary>
    public static CakeTaskBuilder Outputs(this CakeTaskBuilder builder, params string[] paths) =>
        Declare(builder, d => AddPaths(d.Outputs, paths));

    /// <summary>Other values that decide the result.</summary>
    public static CakeTaskBuilder Values(this CakeTaskBuilder builder, params string[] values) =>
        Declare(builder, d => Add(d.Values, values));

    /// <summary>Names of the command line's arguments that decide the result, such as <c>configuration</c>.</summary>
    public static CakeTaskBuilder Arguments(this CakeTaskBuilder builder, params string[] names) =>
        Declare(builder, d => Add(d.Arguments, names));

    /// <summary>Names of environment variables that decide the result, such as <c>CFLAGS</c>.</summary>
    public static CakeTaskBuilder Env(this CakeTaskBuilder builder, params string[] names) =>
        Declare(builder, d => Add(d.Variables, names));

    /// <summary>Tools that the task runs: names on PATH or paths, of programs or folders. Each counts by its content, and has
    /// to be there.</summary>
    public static CakeTaskBuilder Uses(this CakeTaskBuilder builder, params string[] tools) =>
        Declare(builder, d => Add(d.Tools, tools));

    /// <summary>Tools that the task runs where they are there, and goes without where they aren't.</summary>
    public static CakeTaskBuilder UsesIfPresent(this CakeTaskBuilder builder, params string[] tools) =>
        Declare(builder, d => Add(d.OptionalTools, tools));

    /// <summary>The same as <see cref="Uses"/>, for programs that may be run with <c>--version</c>, so that <c>--explain</c>
    /// can say from which version to which one went. One within the project is not run.</summary>
    public static CakeTaskBuilder UsesVersioned(this CakeTaskBuilder builder, params string[] programs) => Declare(builder, d =>
    {
        Add(d.Tools, programs);
        Add(d.VersionedTools, programs);
    });

    /// <summary>What the task holds while it runs.</summary>
    public static CakeTaskBuilder Resources(this CakeTaskBuilder builder, int cores = 1, params string[] exclusives) =>
        Declare(builder, d => d.Resources = new(cores, exclusives) { Memory = d.Resources.Memory });

    /// <summary>Memory that the task holds while it runs, in units of 2^20 bytes.</summary>
    public static CakeTaskBuilder Memory(this CakeTaskBuilder builder, int megabytes) =>
        Declare(builder, d => d.Resources = d.Resources with { Memory = (long)megabytes << 20 });

    /// <summary>How many seconds the task takes about. Until a run of it is on record, that tells the engine what to begin early.</summary>
    public static CakeTaskBuilder Expects(this CakeTaskBuilder builder, double seconds) =>
        Declare(builder, d => d.Expected = TimeSpan.FromSeconds(seconds));

    /// <summary>The architecture that the task has to run on, by any of its names. On another machine its result has to
    /// come from a cache.</summary>
    public static CakeTaskBuilder On(this CakeTaskBuilder builder, string architecture) =>
        Declare(builder, d => d.Architecture = Architecture.Parse(architecture, new SourceLocation($"task {builder.Task.Name}")));

    /// <summary>How often the task is tried again after a failure: for things outside that fail now and then.</summary>
    public static CakeTaskBuilder Retries(this CakeTaskBuilder builder, int times) =>
        Declare(builder, d => d.Retries = times);

    /// <summary>How far the task has to prove artifacts, where less than the highest level that their kind allows is enough. Below
    /// that the run fails, but for <c>--allow-inconclusive</c>.</summary>
    public static CakeTaskBuilder Proves(this CakeTaskBuilder builder, ProofLevel level) =>
        Declare(builder, d => d.Asked = level);

    /// <summary>Keeps the result out of all caches: it is worth nothing elsewhere, such as a folder for incremental
    /// compilation.</summary>
    public static CakeTaskBuilder LocalOnly(this CakeTaskBuilder builder) =>
        Declare(builder, d => d.IsLocal = true);

    /// <summary>The task may run beside others although it doesn't declare what it reads: only its dependencies come first.
    /// </summary>
    public static CakeTaskBuilder Parallel(this CakeTaskBuilder builder) =>
        Declare(builder, d => d.IsParallel = true);

    /// <summary>The task makes each output elsewhere and puts it in place by a rename: a folder that others read meanwhile, such as one
    /// that is served. What it made before stays there until then, and also if it fails.</summary>
    public static CakeTaskBuilder ReplacesOutputs(this CakeTaskBuilder builder) =>
        Declare(builder, d => d.ReplacesOutputs = true);

    /// <summary>The task updates its outputs in place: a folder for incremental compilation, or generated files that are
    /// checked in, beside files of others. The engine leaves all that is there to the task, and no cache keeps the result.
    /// </summary>
    public static CakeTaskBuilder UpdatesOutputs(this CakeTaskBuilder builder) =>
        Declare(builder, d => d.UpdatesOutputs = d.IsLocal = true);

    /// <summary>Makes the task known as one cell of a matrix task.</summary>
    /// <param name="builder">The task.</param>
    /// <param name="family">The matrix task's name.</param>
    /// <param name="cell">What tells the cell apart, such as <c>arm64</c>.</param>
    /// <param name="aggregates">The tasks that stand for it and others, beside one with the family's name.</param>
    public static CakeTaskBuilder Cell(this CakeTaskBuilder builder, string family, string cell, params string[] aggregates) =>
        Declare(builder, d =>
        {
            (d.Family, d.Cell) = (family, cell);
            Add(d.Aggregates, aggregates);
        });

    private static CakeTaskBuilder Declare(CakeTaskBuilder builder, Action<TaskDeclaration> change)
    {
        ArgumentNullException.ThrowIfNull(builder);
        change(TaskDeclarations.Of(builder.Task));
        return builder;
    }

    private static void AddPaths(Collection<string> list, string[] paths)
    {
        foreach (var path in paths) list.Add(DeclaredPath.Normalized(path));
    }

    private static void Add(Collection<string> list, string[] values)
    {
        foreach (var value in values) list.Add(value);
    }
}
