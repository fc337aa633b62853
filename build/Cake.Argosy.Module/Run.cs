using Argosy.Artifacts.Files;
using Cake.Argosy.Module.Caching;
using Cake.Argosy.Module.Execution;
using Cake.Argosy.Module.Incremental;
using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Reporting;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module;

/// <summary>One run of a graph: puts the parts together and closes the books at its end.</summary>
internal sealed class Run : IDisposable
{
    private readonly Workspace _workspace;
    private readonly RunOptions _options;
    private readonly IReadOnlyList<TaskNode> _nodes;
    private readonly ResultCache _cache;
    private readonly Progress _progress;
    private readonly TaskExecution _execution;
    private readonly CancellationToken _cancellation;
    private readonly TaskNode? _target;

    /// <param name="context">Cake's.</param>
    /// <param name="strategy">How Cake wants actions to be called.</param>
    /// <param name="lifecycle">Setups and teardowns.</param>
    /// <param name="workspace">Whose lock the caller holds.</param>
    /// <param name="options">What the command line says.</param>
    /// <param name="nodes">What to run, in topological order.</param>
    /// <param name="target">The node among them that may not be skipped; null where all may.</param>
    /// <param name="cancellation">Ends the run.</param>
    public Run(ICakeContext context, IExecutionStrategy strategy, Lifecycle lifecycle, Workspace workspace, RunOptions options,
        IReadOnlyList<TaskNode> nodes, TaskNode? target, CancellationToken cancellation)
    {
        (_workspace, _options, _nodes, _target, _cancellation) = (workspace, options, nodes, target, cancellation);
        _progress = new(Console.Out, nodes, options.Jobs, workspace.Journal.TryFindSeconds);
        _cache = new(workspace.Root, options, line => _progress.Say(line));
        var tools = new ToolIdentities(workspace.Root, workspace.Files, workspace.Tools);
        var code = CodeDigest.Of(workspace.Root, Environment.GetCommandLineArgs().Skip(1), workspace.Files);
        var keys = new KeyMaker(context.Arguments, code, workspace.Files, new InputFiles(workspace.Root), tools);
        _execution = new(context, new TaskActions(context, strategy, lifecycle, workspace), workspace, options,
            new Reuse(workspace, options, keys, tools, _cache), _cache, _progress, nodes, cancellation);
    }

    /// <summary>The error the run ends with, once it has ended.</summary>
    public Exception? Failure => _execution.Failure();

    public async Task<IReadOnlyList<TaskResult>> RunAsync()
    {
        if (_execution.FindStanding()) return _execution.Results(_nodes);
        var urgency = Urgency.Of(_nodes, node => _workspace.Journal.TryFindSeconds(node.Name));
        var scheduler = new Scheduler(_options.Jobs, _options.KeepGoing) { Readied = _execution.Readied };
        await scheduler.RunAsync(
            _nodes, urgency, node => _execution.RunAsync(node, node == _target), _cancellation);
        if (_cache.Pending > 0) _progress.Say($"sending {_cache.Pending} results to {_options.Registry}");
        await _cache.FinishAsync();
        return _execution.Results(_nodes);
    }

    /// <summary>Leaves the terminal to others.</summary>
    public void EndView() => _progress.Dispose();

    /// <summary>Writes the report, the time line and the journal, and prints the summary.</summary>
    public void Close(IReadOnlyList<TaskResult> results)
    {
        if (results.Any(r => !r.Node.IsComposite)) _execution.Report();
        if (results.Any(r => r.Outcome is not TaskOutcome.UpToDate and not TaskOutcome.Skipped && !r.Node.IsComposite))
        {
            TraceFile.Write(Path.Combine(_workspace.Artifacts, "trace.json"), results);
            _workspace.Journal.Add(RunNote.Of(results));
        }

        if (_options.Explain) Explanation.Write(Console.Out, results);
        SummaryTable.Write(Console.Out, results);
    }

    public void Dispose()
    {
        _progress.Dispose();
        _cache.Dispose();
    }
}
