using System.Collections.ObjectModel;

namespace Argosy.Artifacts.Tasks;

/// <summary>Adds to a task's declaration, in one expression.</summary>
public static class TaskDeclaring
{
    /// <summary>Files the task reads, as globs relative to the project; a leading <c>!</c> excludes. If one is another
    /// task's output, that task runs first. Each must match something.</summary>
    public static TaskDeclaration Inputs(this TaskDeclaration task, params IEnumerable<string> globs) =>
        AddPaths(task, task.Inputs, globs);

    /// <summary>Files the task reads if they exist.</summary>
    public static TaskDeclaration InputsIfPresent(this TaskDeclaration task, params IEnumerable<string> globs) =>
        AddPaths(task, task.OptionalInputs, globs);

    /// <summary>Files and folders the task makes, relative to the project.</summary>
    public static TaskDeclaration Outputs(this TaskDeclaration task, params IEnumerable<string> paths) =>
        AddPaths(task, task.Outputs, paths);

    /// <summary>Other values that determine the result.</summary>
    public static TaskDeclaration Values(this TaskDeclaration task, params IEnumerable<string> values) =>
        Add(task, task.Values, values);

    /// <summary>Names of command-line arguments that determine the result, such as <c>configuration</c>.</summary>
    public static TaskDeclaration Arguments(this TaskDeclaration task, params IEnumerable<string> names) =>
        Add(task, task.Arguments, names);

    /// <summary>Names of environment variables that determine the result, such as <c>CFLAGS</c>.</summary>
    public static TaskDeclaration Env(this TaskDeclaration task, params IEnumerable<string> names) =>
        Add(task, task.Variables, names);

    /// <summary>Tools that the task runs: names on PATH or paths, of programs or folders. Each counts by its content,
    /// and must exist.</summary>
    public static TaskDeclaration Uses(this TaskDeclaration task, params IEnumerable<string> tools) =>
        Add(task, task.Tools, tools);

    /// <summary>Tools that the task runs if they exist.</summary>
    public static TaskDeclaration UsesIfPresent(this TaskDeclaration task, params IEnumerable<string> tools) =>
        Add(task, task.OptionalTools, tools);

    /// <summary>The same as <see cref="Uses(TaskDeclaration, IEnumerable{string})"/>, for programs that may be run with
    /// <c>--version</c>, so that <c>--explain</c> can show versions. One within the project is not run.</summary>
    public static TaskDeclaration UsesVersioned(this TaskDeclaration task, params IEnumerable<string> programs)
    {
        List<string> names = [.. programs];
        return Add(Add(task, task.Tools, names), task.VersionedTools, names);
    }

    /// <summary>The resources that the task holds while it runs.</summary>
    public static TaskDeclaration Resources(this TaskDeclaration task, int cores = 1, params string[] exclusives) =>
        With(task, d => d.Resources = new(cores, exclusives) { Memory = d.Resources.Memory });

    /// <summary>The approximate duration in seconds. Until a run is recorded, the engine uses it to start long tasks
    /// early.</summary>
    public static TaskDeclaration Expects(this TaskDeclaration task, double seconds) =>
        With(task, d => d.Expected = TimeSpan.FromSeconds(seconds));

    /// <summary>Keeps the result out of all caches: it is useless elsewhere, such as a folder for incremental
    /// compilation.</summary>
    public static TaskDeclaration LocalOnly(this TaskDeclaration task) => With(task, d => d.IsLocal = true);

    /// <summary>The task makes each output elsewhere and renames it into place: for a folder that others read
    /// meanwhile, such as one that is served. The previous output stays until then, and also if the task
    /// fails.</summary>
    public static TaskDeclaration ReplacesOutputs(this TaskDeclaration task) =>
        With(task, d => d.ReplacesOutputs = true);

    /// <summary>The task updates its outputs in place: a folder for incremental compilation, or generated files that
    /// are checked in, next to files of others. The engine changes nothing there, and no cache keeps the
    /// result.</summary>
    public static TaskDeclaration UpdatesOutputs(this TaskDeclaration task) =>
        With(task, d => d.UpdatesOutputs = d.IsLocal = true);

    private static TaskDeclaration With(TaskDeclaration task, Action<TaskDeclaration> change)
    {
        ArgumentNullException.ThrowIfNull(task);
        change(task);
        return task;
    }

    private static TaskDeclaration AddPaths(TaskDeclaration task, Collection<string> list, IEnumerable<string> paths) =>
        Add(task, list, paths.Select(DeclaredPath.Normalized));

    private static TaskDeclaration Add(TaskDeclaration task, Collection<string> list, IEnumerable<string> values)
    {
        foreach (var value in values) list.Add(value);
        return task;
    }
}
