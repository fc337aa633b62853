using System.Collections.Concurrent;
using System.Diagnostics;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Incremental;
using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Reporting;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module;

/// <summary>Runs one task: skips it when it may, else its hooks, actions and handlers as Cake has them.</summary>
internal sealed class TaskExecution(
    ICakeContext context,
    IExecutionStrategy strategy,
    Lifecycle lifecycle,
    Workspace workspace,
    RunOptions options,
    Progress progress,
    CancellationToken cancellation)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<TaskNode, ActionKey> _keys = new();
    private readonly ConcurrentDictionary<TaskNode, bool> _unpinned = new();
    private readonly ConcurrentDictionary<TaskNode, TaskResult> _results = new();
    private readonly ConcurrentQueue<(TaskNode Node, Exception Error)> _failures = new();

    /// <summary>The first criterion the task doesn't meet. An unmet one on the target itself is an error, as in Cake.
    /// </summary>
    public static CakeTaskCriteria? UnmetCriterion(TaskNode node, bool isTarget, ICakeContext context)
    {
        var unmet = node.Task.Criterias.FirstOrDefault(c => !c.Predicate(context));
        return unmet is null || !isTarget
            ? unmet
            : throw new ArgosyException(new Diagnosis("ARG0707", new($"task {node.Name}"),
                $"the target's own criterion is not met{(unmet.Message is { } m ? $": {m}" : "")}", "Choose another target."));
    }

    public async Task<TaskOutcome> RunAsync(TaskNode node, bool isTarget)
    {
        var begin = _clock.Elapsed;
        var result = TaskResult.Without(node, TaskOutcome.Failed);
        try
        {
            // What comes after an aggregate, in this very run, may read what was made and proven until then.
            if (node.IsComposite) RunReport.Write(workspace, [.. _results.Values]);
            result = UnmetCriterion(node, isTarget, context) is not null
                ? TaskResult.Without(node, TaskOutcome.Skipped)
                : TryReuse(node) ?? await PerformAsync(node);
        }
        catch (Exception e)
        {
            _failures.Enqueue((node, e));
            progress.Show(node, ErrorText.Of(e));
        }

        result = result with { Begin = begin, Duration = _clock.Elapsed - begin };
        _results[node] = result;
        if (!node.IsComposite) progress.Ended(result);
        return result.Outcome;
    }

    public IReadOnlyList<TaskResult> Results(
        IReadOnlyList<TaskNode> nodes, IReadOnlyDictionary<TaskNode, TaskOutcome> outcomes) =>
        [.. nodes.Select(n => _results.GetValueOrDefault(n) ?? TaskResult.Without(n, outcomes[n]))];

    /// <summary>The error the run ends with; each task's own has been shown when it happened.</summary>
    public Exception? Failure() => _failures.IsEmpty
        ? null
        : new ArgosyException(new Diagnosis("ARG0708", new("build"),
            $"failed: {string.Join(", ", _failures.Select(f => f.Node.Name).Order(StringComparer.Ordinal))}",
            "The causes stand above, all output in artifacts/logs/. What succeeded is not repeated next time."),
            _failures.First().Error);

    private TaskResult? TryReuse(TaskNode node)
    {
        var dependencies = node.Dependencies.Where(_keys.ContainsKey).Select(d => (d.Name, _keys[d])).ToList();
        if (node.Dependencies.Any(_unpinned.ContainsKey)) _unpinned[node] = true;
        if (node.IsComposite)
        {
            _keys[node] = ActionKey.OfEdges(node.Name, dependencies);
            return TaskResult.Without(node, TaskOutcome.Done);
        }

        if (!node.Declaration.IsIncremental) return null;
        var key = ActionKey.Of(workspace.Root, node.Name, node.Declaration, workspace.Code, dependencies);
        _keys[node] = key;
        if (options.Force || workspace.Records.TryRead(node.Name) is not { } record) return null;
        if (record.Key != key.Digest.Hex) return null;
        if (OutputSignature.TryCompute(workspace.Root, node.Declaration.Outputs)?.Hex != record.Outputs) return null;
        if (!record.Pinned) _unpinned[node] = true;
        return new(node, TaskOutcome.UpToDate, default, default, record.Artifacts, record.Proofs, record.Notes);
    }

    private async Task<TaskResult> PerformAsync(TaskNode node)
    {
        workspace.Records.Forget(node.Name);
        var begin = _clock.Elapsed;
        using var log = new TaskLog(workspace.LogOf(node.Name));
        var run = new TaskRun(node.Name, log, cancellation);
        TaskRun.Current = run;
        progress.Began(node);
        Exception? error = null;
        try
        {
            lifecycle.SetUpTask(strategy, new TaskSetupContext(context, node.Task));
            await ExecuteAsync(node);
        }
        catch (Exception e)
        {
            error = e;
        }

        var duration = _clock.Elapsed - begin;
        lifecycle.TearDownTask(strategy, new TaskTeardownContext(context, node.Task, duration, false, error!));
        TaskRun.Current = null;
        if (error is not null) return Failed(node, log, error);
        // Its children were ended too, and not every task asks them how they ended.
        if (cancellation.IsCancellationRequested) return TaskResult.Without(node, TaskOutcome.Cancelled);
        if (!run.IsPinned) _unpinned[node] = true;
        var artifacts = run.Artifacts.Select(a => a with { Pinned = a.Pinned && !_unpinned.ContainsKey(node) }).ToList();
        var outcome = run.Proofs.Any(p => p.Inconclusive) ? TaskOutcome.Inconclusive : TaskOutcome.Done;
        if (outcome == TaskOutcome.Done) Remember(node, run, artifacts, duration);
        if (options.Verbose) progress.Show(node, log.Tail());
        return new(node, outcome, begin, duration, artifacts, run.Proofs, run.Notes);
    }

    private TaskResult Failed(TaskNode node, TaskLog log, Exception error)
    {
        if (cancellation.IsCancellationRequested) return TaskResult.Without(node, TaskOutcome.Cancelled);
        _failures.Enqueue((node, error));
        progress.Show(node, [.. log.Tail(), .. ErrorText.Of(error)]);
        return TaskResult.Without(node, TaskOutcome.Failed);
    }

    // Cake's own order: actions, then the handler or the reporter, then the finally handler, whatever happened.
    private async Task ExecuteAsync(TaskNode node)
    {
        try
        {
            await strategy.ExecuteAsync(node.Task, context);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            if (node.Task.ErrorReporter is { } reporter) await strategy.ReportErrorsAsync(reporter, e);
            if (node.Task.ErrorHandler is not { } handler) throw;
            await strategy.HandleErrorsAsync(handler, e, context);
        }
        finally
        {
            if (node.Task.FinallyHandler is { } last) await strategy.InvokeFinallyAsync(last, context);
        }
    }

    private void Remember(TaskNode node, TaskRun run, IReadOnlyList<Artifact> artifacts, TimeSpan duration)
    {
        if (OutputSignature.TryCompute(workspace.Root, node.Declaration.Outputs) is not { } outputs)
        {
            throw new ArgosyException(new Diagnosis("ARG0709", new($"task {node.Name}"),
                $"it ended well without making all of: {string.Join(", ", node.Declaration.Outputs)}",
                "Mend the task, or what it declares as outputs."));
        }

        // A task without a key is never reused; its record still tells the report what it made.
        var key = _keys.TryGetValue(node, out var known) ? known.Digest.Hex : "";
        workspace.Records.Write(new(node.Name, key, outputs.Hex, duration.TotalSeconds, !_unpinned.ContainsKey(node),
            artifacts, run.Proofs, run.Notes));
    }
}
