using Argosy.Artifacts;
using Argosy.Engine.Audit;
using Argosy.Engine.Graph;
using Argosy.Engine.Output;

namespace Argosy.Engine.Execution;

/// <summary>Runs a task's code, with its output going to its log.</summary>
[CallsTasks]
internal sealed class TaskActions(ITaskCode code, Workspace workspace)
{
    private readonly ProcessState _state = new();

    /// <summary>The end of a task's run.</summary>
    /// <param name="Run">The task's calls to the engine.</param>
    /// <param name="Error">Its failure; null if it succeeded.</param>
    /// <param name="Handled">The failure that the script handled.</param>
    /// <param name="Tail">The last lines of its output.</param>
    internal sealed record Ended(TaskRun Run, Exception? Error, Exception? Handled, IReadOnlyList<string> Tail);

    /// <summary>There are hooks for every task.</summary>
    public bool HasHooks => code.HasHooks;

    /// <summary>Describes the errors of tasks.</summary>
    public ErrorText Errors { get; } = new(code);

    /// <summary>Something is called for an aggregate, too.</summary>
    public bool Calls(TaskNode composite) => HasHooks || composite.Task.HasFinally;

    /// <param name="node">The task.</param>
    /// <param name="proven">Finds the proofs of earlier tasks.</param>
    /// <param name="clear">Removes the files of a failed attempt, before the next one.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Ended> RunAsync(
        TaskNode node, Func<Digest, IReadOnlyList<Proof>> proven, Action clear, CancellationToken cancellation)
    {
        using var log = new TaskLog(workspace.LogOf(node.Name));
        for (var attempt = 1; ; attempt++)
        {
            var run = new TaskRun(node.Name, log, cancellation) { Proven = proven };
            var (error, handled) = await TryAsync(run, () => code.CallAsync(node.Task, run), node.RunsAlone);
            foreach (var line in (error ?? handled) is { } e ? Errors.OfTask(node.Name, e) : []) log.WriteLine(line);
            var again = error is not null && attempt <= node.Declaration.Retries
                && !cancellation.IsCancellationRequested;
            if (!again) return new(run, error, handled, log.Tail());
            log.WriteLine($"== attempt {attempt} of {node.Declaration.Retries + 1} failed; once more");
            clear();
        }
    }

    /// <summary>Calls the hooks for a skipped task.</summary>
    public async Task<Ended> SkipAsync(TaskNode node, UnmetCriterion criterion, CancellationToken cancellation)
    {
        using var log = new TaskLog(workspace.LogOf(node.Name));
        var run = new TaskRun(node.Name, log, cancellation);
        var (error, _) = await TryAsync(run, () =>
        {
            code.Skip(node.Task, criterion);
            return Task.FromResult<Exception?>(null);
        }, alone: true);
        foreach (var line in error is null ? [] : Errors.OfTask(node.Name, error)) log.WriteLine(line);
        return new(run, error, null, log.Tail());
    }

    private async Task<(Exception? Error, Exception? Handled)> TryAsync(
        TaskRun run, Func<Task<Exception?>> call, bool alone)
    {
        var outer = TaskRun.Current;
        TaskRun.Current = run;
        if (workspace.IsWatched) TraceMarkers.Begin();
        // Changes to the process by a task that runs alone remain for the next one, as in Cake.
        if (!alone) _state.Enter(run.Name);
        try
        {
            return (null, await call());
        }
        catch (Exception e)
        {
            return (e, null);
        }
        finally
        {
            if (!alone && _state.Leave(run.Name) is { } note) run.Note(note);
            if (workspace.IsWatched) TraceMarkers.End();
            TaskRun.Current = outer;
        }
    }
}
