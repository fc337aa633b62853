using Argosy.Artifacts.Files;
using Argosy.Artifacts.Ownership;
using Argosy.Artifacts.Store;
using Argosy.Engine.Caching;
using Argosy.Engine.Execution;
using Argosy.Engine.Graph;
using Argosy.Engine.Incremental;
using Argosy.Engine.Output;
using Argosy.Engine.Reporting;
using Argosy.Engine.Scheduling;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine;

/// <summary>One run of a graph: connects the parts and writes the records at its end.</summary>
internal sealed class Run : IDisposable
{
    private readonly Workspace _workspace;
    private readonly RunOptions _options;
    private readonly IReadOnlyList<TaskNode> _nodes;
    private readonly ResultCache _cache;
    private readonly Progress _progress;
    private readonly OutputOwnership _ownership;
    private readonly bool _isOwner;
    private readonly TaskExecution _execution;
    private readonly Interrupt _interrupt;
    private readonly IReadOnlySet<TaskNode> _targets;
    private readonly TextWriter _output;

    /// <param name="code">The tasks' code.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="workspace">The workspace; the caller holds its lock.</param>
    /// <param name="options">The command line's options.</param>
    /// <param name="leg">The tasks to run.</param>
    /// <param name="interrupt">Ends the run.</param>
    /// <param name="outer">The task that starts this run; null if a script does.</param>
    /// <param name="sources">What the tasks' code consists of.</param>
    public Run(
        ITaskCode code, IRunArguments arguments, Workspace workspace, RunOptions options, RunPlan.Leg leg,
        Interrupt interrupt, TaskRun? outer, CodeSources sources)
    {
        (_workspace, _options, _nodes, _targets, _interrupt) = (workspace, options, leg.Nodes, leg.Targets, interrupt);
        _output = outer is null ? Console.Out : new TaskWriter(outer);
        _progress = outer is null
            ? new(_output, _nodes, options.Jobs, workspace.Journal.TryFindSeconds)
            : new(_output, _nodes, options.Jobs, workspace.Journal.TryFindSeconds, Terminal.None, TimeProvider.System);
        _cache = new(workspace.Root, options, line => _progress.Say(line));
        // A run within a task shares it with the outer run, whose tasks are making their outputs.
        _isOwner = workspace.Ownership is null;
        _ownership = workspace.Ownership ??= new(
            workspace.Root, new ContentStore(CacheFolder.Default).IsStored, _progress.Say)
        {
            MovesAside = options.MoveAside,
        };
        var tools = new ToolIdentities(workspace.Root, workspace.Files, workspace.Tools);
        var digest = CodeDigest.Of(workspace.Root, sources, workspace.Files);
        var keys = new KeyMaker(arguments, digest, workspace.Files, new InputFiles(workspace.Root), tools);
        var given = new GivenStates(workspace, keys, _cache, node => code.FindUnmet(node.Task) is not null);
        var actions = new TaskActions(code, workspace);
        _execution = new(code, actions, workspace, options,
            new Reuse(workspace, options, keys, tools, _cache, _ownership, actions.Errors),
            _cache, given, _ownership, _progress, _nodes, interrupt.Token);
    }

    /// <summary>The error of the run, after it has ended.</summary>
    public Exception? Failure => _execution.Failure();

    /// <summary>The exception of the first task that failed.</summary>
    public Exception? FirstError => _execution.FirstError;

    /// <summary>All tasks were up to date, and there was nothing else to do or to say.</summary>
    public bool IsIdle { get; private set; }

    public async Task<IReadOnlyList<TaskResult>> RunAsync()
    {
        if (_execution.FindUpToDate())
        {
            await SendAsync();
            IsIdle = !_cache.Sends && _progress.IsSilent;
            return _execution.Results(_nodes);
        }

        // One at a time means Cake's own order.
        var urgency = _options.Jobs == 1 ? new double[_nodes.Count] : CriticalPathPriority.Of(_nodes, SecondsOf);
        var scheduler = new Scheduler(
            _options.Jobs, _options.KeepGoing || _nodes.Any(n => n.Declaration.KeepsGoing))
        {
            Readied = _execution.Readied,
            Patience = _interrupt.PatienceAsync
        };
        await scheduler.RunAsync(
            _nodes, urgency, node => _execution.RunAsync(node, _targets.Contains(node)), _interrupt.Token);
        _interrupt.HasAbandoned |= scheduler.HasAbandoned;
        await SendAsync();
        return _execution.Results(_nodes);
    }

    private double? SecondsOf(TaskNode node) =>
        _workspace.Journal.TryFindSeconds(node.Name) ?? node.Declaration.Expected?.TotalSeconds;

    // A registry may be newer than the work tree: up-to-date results are sent there, too.
    private async Task SendAsync()
    {
        // Only if a registry accepts them: a run without work has nothing else to look up.
        foreach (var result in _cache.Sends ? _execution.Results(_nodes) : [])
        {
            if (result.Outcome != TaskOutcome.UpToDate
                || _workspace.Journal.TryFind(result.Node.Name) is not { } record) continue;
            _cache.Fill(result.Node, record, () => TaskLog.Read(_workspace.LogOf(result.Node.Name)), _interrupt.Token);
        }

        if (_cache.Pending > 0)
            _progress.Say($"sending {_cache.Pending} results to {_options.Registry}, where it lacks them");
        await _cache.FinishAsync();
    }

    /// <summary>Writes what a run that ran nothing has recorded, such as new stamps of outputs that were too young
    /// before; false if it can't: the next run does that again.</summary>
    public bool TryWriteRecords()
    {
        try
        {
            _workspace.Journal.Flush();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Stops using the terminal.</summary>
    public void EndView() => _progress.Dispose();

    /// <summary>Writes the report, the timeline and the journal, and prints the summary, even if a file can't be
    /// written.</summary>
    /// <returns>Error ARG0710 or ARG0789 if the reports couldn't be written; null otherwise.</returns>
    public ArgosyException? Close(IReadOnlyList<TaskResult> results)
    {
        var unwritten = TryWriteReports(results);
        using var output = new HarmlessWriter(_output);
        if (_options.Explain) Explanation.Write(output, results);
        SummaryTable.Write(output, results);
        return unwritten;
    }

    private ArgosyException? TryWriteReports(IReadOnlyList<TaskResult> results)
    {
        try
        {
            if (results.Any(r => !r.Node.IsComposite)) _execution.Report();
            if (results.Any(r =>
                r.Outcome is not TaskOutcome.UpToDate and not TaskOutcome.Skipped && !r.Node.IsComposite))
            {
                TraceFile.Write(Path.Combine(_workspace.Artifacts, "trace.json"), results);
                _workspace.Journal.Add(RunNote.Of(results));
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ErrorText.FullDisk(e) is not null
                ? ErrorText.Disk(e)
                : new Diagnostic("ARG0789", new("artifacts"),
                    $"the reports of this build can't be written: {e.Message.TrimEnd('.')}",
                    "Make artifacts/ a folder that you may write to, with nothing but files of these names in it, "
                        + "and run the command again."));
        }
    }

    public void Dispose()
    {
        _progress.Dispose();
        if (_isOwner)
        {
            _ownership.Dispose();
            _workspace.Ownership = null;
        }

        _cache.Dispose();
    }
}
