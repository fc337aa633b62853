using System.Collections.Concurrent;
using System.Diagnostics;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using Argosy.Artifacts.Ownership;
using Argosy.Artifacts.Store;
using Argosy.Engine.Caching;
using Argosy.Engine.Graph;
using Argosy.Engine.Incremental;
using Argosy.Engine.Output;
using Argosy.Engine.Reporting;
using Argosy.Engine.Scheduling;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Execution;

/// <summary>Completes one task: its result is up to date, comes from a cache, or its actions run.</summary>
internal sealed partial class TaskExecution(
    ITaskCode code,
    TaskActions actions,
    Workspace workspace,
    RunOptions options,
    Reuse reuse,
    ResultCache cache,
    GivenStates given,
    OutputOwnership ownership,
    Progress progress,
    IReadOnlyList<TaskNode> nodes,
    CancellationToken cancellation)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<TaskNode, NodeState> _states = StatesOf(nodes);
    private readonly ConcurrentQueue<(TaskNode Node, Exception Error)> _failures = new();
    private readonly Lazy<HashSet<string>> _makers = new(() =>
        nodes.SelectMany(n => n.Declaration.Outputs).ToHashSet(StringComparer.Ordinal));
    private int _changes;
    private int _reported = -1;

    /// <summary>Records that a task could run now.</summary>
    public void Readied(TaskNode node)
    {
        if (node.IsComposite || _states[node].Result is not null) return;
        _states[node].Ready = _clock.Elapsed;
        progress.Queued(node);
    }

    /// <summary>Finds the up-to-date tasks before scheduling: most runs only check files. Successors of a task that
    /// must run wait for it.</summary>
    /// <returns>Whether all are up to date, so that nothing is left to do.</returns>
    public bool FindUpToDate()
    {
        if (options.Force) return false;
        return new UpToDateScan(nodes, TryKeep).Run(options.Jobs, cancellation);
    }

    /// <summary>Runs a node. Doesn't throw: failure is an outcome.</summary>
    public async ValueTask<TaskOutcome> RunAsync(TaskNode node, bool isTarget)
    {
        if (node.IsComposite) Report();
        var state = _states[node];
        if (state.Result is { } before) return before.Outcome;
        var begin = _clock.Elapsed;
        var result = TaskResult.Without(node, TaskOutcome.Failed);
        try
        {
            if (isTarget && state.Unmet is { } known) Criteria.RefuseTarget(node, known);
            var unmet = state.Unmet ?? Criteria.FindUnmet(code, node, isTarget);
            state.HasBegun = true;
            result = unmet is not null ? await SkipAsync(node, unmet)
                : node.IsComposite ? await PassAsync(node) : await PerformAsync(node);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            result = TaskResult.Without(node, TaskOutcome.Cancelled);
        }
        catch (Exception e)
        {
            _failures.Enqueue((node, e));
            IReadOnlyList<string> lines = [.. actions.Errors.OfTask(node.Name, e)];
            TaskLog.Conclude(workspace.LogOf(node.Name), lines, begun: state.HasLog);
            progress.Show(node, lines);
            result = result with { HasEnded = state.HasLog };
        }

        result = result with { Ready = state.Ready ?? begin, Begin = begin, Duration = _clock.Elapsed - begin };
        state.Result = result;
        // At its end, not its beginning: a report in between doesn't include it.
        if (result.Ran || result.Outcome == TaskOutcome.Restored) Interlocked.Increment(ref _changes);
        if (!node.IsComposite) progress.Ended(result);
        return result.Outcome;
    }

    /// <summary>The result of every node.</summary>
    public IReadOnlyList<TaskResult> Results(IReadOnlyList<TaskNode> nodes) =>
        [.. nodes.Select(n => _states[n].Result
            ?? TaskResult.Without(n, _states[n].HasBegun ? TaskOutcome.Cancelled : TaskOutcome.NotRun))];

    /// <summary>The exception of the first task that failed.</summary>
    public Exception? FirstError => _failures.TryPeek(out var first) ? first.Error : null;

    /// <summary>The error of the run; each task's own has already been shown.</summary>
    public Exception? Failure() => _failures.IsEmpty
        ? null
        : new ArgosyException(new Diagnostic("ARG0708", new("build"),
            $"failed: {string.Join(", ", _failures.Select(f => f.Node.Name).Order(StringComparer.Ordinal))}",
            "The causes are above, all output is in artifacts/logs/. What succeeded is not repeated next time."),
            _failures.First().Error);

    /// <summary>Writes the report of everything made and proven so far, which successors of an aggregate may read in
    /// this run.</summary>
    public void Report()
    {
        var changes = Volatile.Read(ref _changes);
        if (Interlocked.Exchange(ref _reported, changes) != changes || !RunReport.Exists(workspace))
            RunReport.Write(workspace, [.. _states.Values.SelectMany(c => c.Result?.Proofs ?? [])]);
    }

    private TaskState? StateOf(TaskNode node) =>
        _states.TryGetValue(node, out var state) ? state.State : given.Of(node);

    private bool IsUnpinned(TaskNode node)
    {
        foreach (var before in node.Dependencies)
        {
            if (StateOf(before) is { Unpinned: true }) return true;
        }

        return node.Given.Any(before => given.Of(before).Unpinned);
    }

    private bool TryKeep(TaskNode node)
    {
        foreach (var before in node.Dependencies)
        {
            if (_states[before].Result is null) return false;
        }

        foreach (var before in node.After)
        {
            if (_states[before].Result is null) return false;
        }

        if (node.IsComposite && actions.Calls(node)) return false;
        var record = node.IsComposite ? null : reuse.TryFindStanding(node, StateOf, cancellation);
        if (record is null && !node.IsComposite) return false;
        // Nothing before it will run, so a criterion gives the same result now as later. An unmet one is reported in
        // its turn.
        var state = _states[node];
        state.Unmet = code.FindUnmet(node.Task);
        if (state.Unmet is not null) return false;
        state.Result = record is null ? Pass(node) : Keep(node, record, TaskOutcome.UpToDate);
        if (!node.IsComposite) progress.Ended(state.Result);
        return true;
    }

    private TaskResult Pass(TaskNode node)
    {
        _states[node].State = new(KeyMaker.ResultOf(node, StateOf), IsUnpinned(node));
        return TaskResult.Without(node, TaskOutcome.Done);
    }

    private async ValueTask<TaskResult> PerformAsync(TaskNode node)
    {
        var decision = reuse.Decide(node, StateOf, cancellation);
        if (decision.UpToDate is { } upToDate) return Keep(node, upToDate, TaskOutcome.UpToDate);
        if (!node.Declaration.UpdatesOutputs)
            ownership.Claim(node.Name, [.. node.Declaration.Outputs], _makers.Value.Contains);
        try
        {
            return await RestoreOrRunAsync(node, decision);
        }
        finally
        {
            Settle(node);
        }
    }

    private async ValueTask<TaskResult> RestoreOrRunAsync(TaskNode node, Reuse.Decision decision)
    {
        if (await reuse.TryRestoreAsync(node, decision, cancellation) is var (record, log))
        {
            reuse.Refresh();
            workspace.Journal.Add(record with { Ended = Now() });
            TaskLog.Replace(workspace.LogOf(node.Name), log);
            return Keep(node, record, TaskOutcome.Restored);
        }

        RefuseForeign(node);
        workspace.Journal.Forget(node.Name);
        if (node.Declaration.UpdatesOutputs) WritableOutputs.Unshare(workspace.Root, node.Declaration.Outputs);
        else if (node.Declaration.ReplacesOutputs) ownership.Hold(node.Name);
        else ownership.Clear(node.Name);
        progress.Began(node);
        // Everything written from here on has another stamp than the inputs had.
        await FileClock.PassAsync(decision.Stamps.Newest);
        var begin = _clock.Elapsed;
        _states[node].HasLog = true;
        var ended = await actions.RunAsync(
            node, ProofsOf, () => ownership.ClearAttempt(node.Name), cancellation);
        var proofs = TaskProofs.Complete(node, ended.Run.Proofs, KnownArtifacts);
        if (ended.Error is { } error) return Failed(node, ended, error, decision.Why, proofs);
        // Its children were ended too, and not every task checks their exit codes.
        if (cancellation.IsCancellationRequested) return TaskResult.Without(node, TaskOutcome.Cancelled);
        if (TaskProofs.Error(proofs, options.AllowInconclusive) is { } unproven)
            return Unproven(node, ended, unproven, decision.Why, proofs);
        reuse.Refresh();
        var result = reuse.WhyNotKept(node, decision, ended.Handled, StateOf) is { } reason
            ? GoOnWithout(node, decision, ended, proofs, _clock.Elapsed - begin, reason)
            : Remember(node, decision, ended.Run, proofs, _clock.Elapsed - begin);
        ForgetFormer(ended.Run);
        if (options.Verbose) progress.Show(node, ended.Tail);
        return result;
    }

    private TaskResult Keep(TaskNode node, TaskRecord record, TaskOutcome outcome)
    {
        _states[node].State = new(ResultOf(record), !record.Pinned || IsUnpinned(node));
        return new(node, outcome, default, default, record.Artifacts, record.Proofs, record.Notes)
        {
            From = outcome == TaskOutcome.Restored ? record.From : null,
            Why = outcome == TaskOutcome.Restored ? record.Why : [],
        };
    }

    private IReadOnlyList<Proof> ProofsOf(Digest content) =>
    [
        .. workspace.Journal.Tasks.SelectMany(t => t.Proofs)
            .Concat(_states.Values.SelectMany(c => c.Result?.Proofs ?? []))
            .Where(p => p.Content == content),
    ];

    // Those of this run first: a task that is about to be proven again may have made others before.
    private IEnumerable<Artifact> KnownArtifacts() =>
        _states.Values.SelectMany(c => c.Result?.Artifacts ?? [])
            .Concat(workspace.Journal.Tasks.SelectMany(t => t.Artifacts));

    // Its actions succeeded, so its log doesn't have the error.
    private TaskResult Unproven(
        TaskNode node, TaskActions.Ended ended, Exception error,
        IReadOnlyList<string> why, IReadOnlyList<Proof> proofs) =>
        Failed(node, ended with { Tail = [.. ended.Tail, .. actions.Errors.Of(error)] }, error, why, proofs);

    private TaskResult Failed(
        TaskNode node, TaskActions.Ended ended, Exception error,
        IReadOnlyList<string> why, IReadOnlyList<Proof>? proofs = null)
    {
        if (cancellation.IsCancellationRequested) return TaskResult.Without(node, TaskOutcome.Cancelled);
        _failures.Enqueue((node, error));
        progress.Show(node, ended.Tail);
        return TaskResult.Without(node, TaskOutcome.Failed) with
        {
            Why = why,
            HasEnded = ended.Run.HasEnded,
            Proofs = proofs ?? []
        };
    }

    private static void RefuseForeign(TaskNode node)
    {
        if (node.Declaration.Architecture is not { } wanted || wanted.Name == KeyMaker.Machine) return;
        throw new ArgosyException(new Diagnostic("ARG0716", new($"task {node.Name}"),
            $"it has to run on {wanted}, this machine is {KeyMaker.Machine}, and no cache has its result",
            $"Run it on such a machine with --cache=oci://… --cache-mode=readwrite, then here with the same --cache."));
    }
}
