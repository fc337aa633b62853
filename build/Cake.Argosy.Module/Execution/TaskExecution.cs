using System.Collections.Concurrent;
using System.Diagnostics;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using Argosy.Artifacts.Store;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Caching;
using Cake.Argosy.Module.Incremental;
using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Reporting;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module.Execution;

/// <summary>Brings one task to its end: its result stands, comes from a cache, or its actions run.</summary>
internal sealed class TaskExecution(
    ICakeContext context,
    TaskActions actions,
    Workspace workspace,
    RunOptions options,
    Reuse reuse,
    ResultCache cache,
    Progress progress,
    IReadOnlyList<TaskNode> nodes,
    CancellationToken cancellation)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<TaskNode, Course> _courses = CoursesOf(nodes);
    private readonly ConcurrentQueue<(TaskNode Node, Exception Error)> _failures = new();
    private int _changes;
    private int _reported = -1;

    /// <summary>Notes that a task could run now.</summary>
    public void Readied(TaskNode node)
    {
        if (node.IsComposite || _courses[node].Result is not null) return;
        _courses[node].Ready = _clock.Elapsed;
        progress.Queued(node);
    }

    /// <summary>Finds the tasks whose results stand, before any is scheduled: a look at their files is all that most runs
    /// do. What depends on a task that has to run waits for it.</summary>
    /// <returns>Whether all of them do, so that nothing is left to be done.</returns>
    public bool FindStanding()
    {
        if (options.Force) return false;
        return new StandingLook(nodes, TryStand).Run(options.Jobs, cancellation);
    }

    /// <summary>Runs a node. Doesn't throw: failure is an outcome.</summary>
    public async ValueTask<TaskOutcome> RunAsync(TaskNode node, bool isTarget)
    {
        if (node.IsComposite) Report();
        var course = _courses[node];
        if (course.Result is { } known) return known.Outcome;
        var begin = _clock.Elapsed;
        var result = TaskResult.Without(node, TaskOutcome.Failed);
        try
        {
            result = Criteria.Unmet(node, isTarget, context) is null
                ? node.IsComposite ? Pass(node) : await PerformAsync(node)
                : TaskResult.Without(node, TaskOutcome.Skipped);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            result = TaskResult.Without(node, TaskOutcome.Cancelled);
        }
        catch (Exception e)
        {
            _failures.Enqueue((node, e));
            progress.Show(node, ErrorText.Of(e));
        }

        result = result with { Ready = course.Ready ?? begin, Begin = begin, Duration = _clock.Elapsed - begin };
        course.Result = result;
        // At its end, not its begin: a report in between doesn't have it.
        if (result.Ran || result.Outcome == TaskOutcome.Restored) Interlocked.Increment(ref _changes);
        if (!node.IsComposite) progress.Ended(result);
        return result.Outcome;
    }

    /// <summary>What became of every node.</summary>
    public IReadOnlyList<TaskResult> Results(IReadOnlyList<TaskNode> nodes) =>
        [.. nodes.Select(n => _courses[n].Result ?? TaskResult.Without(n, TaskOutcome.NotRun))];

    /// <summary>The error the run ends with; each task's own has been shown when it happened.</summary>
    public Exception? Failure() => _failures.IsEmpty
        ? null
        : new ArgosyException(new Diagnosis("ARG0708", new("build"),
            $"failed: {string.Join(", ", _failures.Select(f => f.Node.Name).Order(StringComparer.Ordinal))}",
            "The causes stand above, all output in artifacts/logs/. What succeeded is not repeated next time."),
            _failures.First().Error);

    /// <summary>What comes after an aggregate, in this very run, may read what was made and proven until then.</summary>
    public void Report()
    {
        var changes = Volatile.Read(ref _changes);
        if (Interlocked.Exchange(ref _reported, changes) != changes || !RunReport.Exists(workspace))
            RunReport.Write(workspace, [.. _courses.Values.SelectMany(c => c.Result?.Proofs ?? [])]);
    }

    private TaskState? StateOf(TaskNode node) => _courses[node].State;

    private bool IsUnpinned(TaskNode node)
    {
        foreach (var before in node.Dependencies)
        {
            if (StateOf(before) is { Unpinned: true }) return true;
        }

        return false;
    }

    private bool TryStand(TaskNode node)
    {
        foreach (var before in node.Dependencies)
        {
            if (_courses[before].Result is null) return false;
        }

        // Nothing before it will run, so a criterion says now what it would say then. One that isn't met is told in its turn.
        if (node.Task.Criterias.Count > 0 && Criteria.Unmet(node, isTarget: false, context) is not null) return false;
        var course = _courses[node];
        if (node.IsComposite) course.Result = Pass(node);
        else if (reuse.TryFindStanding(node, StateOf, cancellation) is { } record) course.Result = Stands(node, record, TaskOutcome.UpToDate);
        if (course.Result is null) return false;
        if (!node.IsComposite) progress.Ended(course.Result);
        return true;
    }

    private TaskResult Pass(TaskNode node)
    {
        _courses[node].State = new(KeyMaker.ResultOf(node, StateOf), IsUnpinned(node));
        return TaskResult.Without(node, TaskOutcome.Done);
    }

    private async ValueTask<TaskResult> PerformAsync(TaskNode node)
    {
        var decision = reuse.Decide(node, StateOf, cancellation);
        if (decision.Standing is { } standing) return Stands(node, standing, TaskOutcome.UpToDate);
        if (await reuse.TryRestoreAsync(node, decision, cancellation) is var (record, log))
        {
            reuse.Refresh();
            workspace.Journal.Add(record with { Ended = Now() });
            TaskLog.Replace(workspace.LogOf(node.Name), log);
            return Stands(node, record, TaskOutcome.Restored);
        }

        RefuseForeign(node);
        workspace.Journal.Forget(node.Name);
        ContentStore.Unshare(workspace.Root, node.Declaration.Outputs);
        progress.Began(node);
        var begin = _clock.Elapsed;
        var ended = await actions.RunAsync(node, cancellation);
        if (ended.Error is { } error) return Failed(node, ended, error, decision);
        // Its children were ended too, and not every task asks them how they ended.
        if (cancellation.IsCancellationRequested) return TaskResult.Without(node, TaskOutcome.Cancelled);
        var result = Remember(node, decision, ended.Run, _clock.Elapsed - begin);
        if (options.Verbose) progress.Show(node, ended.Tail);
        return result;
    }

    private TaskResult Stands(TaskNode node, TaskRecord record, TaskOutcome outcome)
    {
        _courses[node].State = new(ResultOf(record), !record.Pinned || IsUnpinned(node));
        return new(node, outcome, default, default, record.Artifacts, record.Proofs, record.Notes)
        {
            From = outcome == TaskOutcome.Restored ? record.From : null,
            Why = outcome == TaskOutcome.Restored ? record.Why : [],
        };
    }

    private TaskResult Failed(TaskNode node, TaskActions.Ended ended, Exception error, Reuse.Decision decision)
    {
        if (cancellation.IsCancellationRequested) return TaskResult.Without(node, TaskOutcome.Cancelled);
        _failures.Enqueue((node, error));
        progress.Show(node, [.. ended.Tail, .. ErrorText.Of(error)]);
        return TaskResult.Without(node, TaskOutcome.Failed) with { Why = decision.Why };
    }

    private TaskResult Remember(TaskNode node, Reuse.Decision decision, TaskRun run, TimeSpan duration)
    {
        var unpinned = !run.IsPinned || IsUnpinned(node);
        var artifacts = run.Artifacts.Select(a => a with { Pinned = a.Pinned && !unpinned }).ToList();
        var inconclusive = run.Proofs.Any(p => p.Inconclusive);
        reuse.Refresh();
        var (tree, outputs) = Take(node);
        var record = new TaskRecord(node.Name, decision.Form, outputs, node.Declaration.Outputs.Count > 0 ? tree.Digest() : null)
        {
            Ended = Now(),
            Seconds = duration.TotalSeconds,
            Pinned = !unpinned,
            Why = decision.Why,
            Artifacts = artifacts,
            Proofs = run.Proofs,
            Notes = run.Notes,
        };
        _courses[node].State = new(ResultOf(record), unpinned);
        if (!inconclusive)
        {
            workspace.Journal.Add(record);
            if (cache.Serves(node))
            {
                cache.Add(new(record.Key, node.Name, 0, record.Seconds, record.Pinned, tree, artifacts, run.Proofs, run.Notes,
                    TaskLog.Read(workspace.LogOf(node.Name))),
                    cancellation);
            }
        }

        return new(node, inconclusive ? TaskOutcome.Inconclusive : TaskOutcome.Done, default, duration, artifacts, run.Proofs, run.Notes)
        {
            Why = decision.Why,
        };
    }

    private (OutputTree Tree, global::Argosy.Artifacts.Digest Signature) Take(TaskNode node)
    {
        var outputs = node.Declaration.Outputs;
        if (OutputSignature.TryCompute(workspace.Root, outputs) is null)
        {
            throw new ArgosyException(new Diagnosis("ARG0709", new($"task {node.Name}"),
                $"it ended well without making all of: {string.Join(", ", outputs)}",
                "Mend the task, or what it declares as outputs."));
        }

        var tree = outputs.Count == 0 ? OutputTree.Empty : cache.Keep(node, cancellation);
        // Keeping takes away the right to write.
        return (tree, OutputSignature.TryCompute(workspace.Root, outputs)!.Value);
    }

    // A text that is equal for equal results.
    private static string? ResultOf(TaskRecord record) =>
        record.Tree?.Hex ?? (record.Form.IsEmpty ? null : record.Key.ToString());

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static void RefuseForeign(TaskNode node)
    {
        if (node.Declaration.Architecture is not { } wanted || wanted.Name == KeyMaker.Machine) return;
        throw new ArgosyException(new Diagnosis("ARG0716", new($"task {node.Name}"),
            $"it has to run on {wanted}, this machine is {KeyMaker.Machine}, and no cache has its result",
            $"Run it on such a machine with --cache=oci://… --cache-mode=readwrite, then here with the same --cache."));
    }

    private static Dictionary<TaskNode, Course> CoursesOf(IReadOnlyList<TaskNode> nodes)
    {
        var courses = new Dictionary<TaskNode, Course>(nodes.Count, ReferenceEqualityComparer.Instance);
        foreach (var node in nodes) courses.Add(node, new());
        return courses;
    }

    /// <summary>What is known of a node so far: written by whoever runs it, read by those after it.</summary>
    private sealed class Course
    {
        /// <summary>When it could run.</summary>
        public TimeSpan? Ready { get; set; }

        /// <summary>What it hands to those after it; null where it hasn't ended, or badly.</summary>
        public TaskState? State { get; set; }

        /// <summary>What became of it; null until it has ended.</summary>
        public TaskResult? Result { get; set; }
    }
}
