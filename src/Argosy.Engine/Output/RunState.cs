using Argosy.Engine.Graph;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Output;

/// <summary>Counts of a run so far. Its owner ensures that one thread at a time uses it; it allocates nothing for a
/// task that doesn't run.</summary>
internal sealed class RunState
{
    private readonly Dictionary<TaskNode, int> _indices;
    private readonly Stage[] _stages;
    private readonly List<(int Index, TimeSpan Begin)> _running = [];

    public RunState(IReadOnlyList<TaskNode> nodes)
    {
        Nodes = nodes;
        _stages = new Stage[nodes.Count];
        _indices = new(nodes.Count, ReferenceEqualityComparer.Instance);
        foreach (var (i, node) in nodes.Index())
        {
            _indices.Add(node, i);
            if (!node.IsComposite) Total++;
        }
    }

    public IReadOnlyList<TaskNode> Nodes { get; }

    /// <summary>Tasks of the run, without composite ones; the same for all counts here.</summary>
    public int Total { get; }

    public int Done { get; private set; }

    public int UpToDate { get; private set; }

    public int RestoredHere { get; private set; }

    public int RestoredRemotely { get; private set; }

    public int Failed { get; private set; }

    public int Queued { get; private set; }

    public int Hits => UpToDate + RestoredHere + RestoredRemotely;

    /// <summary>The running tasks, by index, with their start times; the longest-running first.</summary>
    public IReadOnlyList<(int Index, TimeSpan Begin)> Running => _running;

    public Stage StageOf(int index) => _stages[index];

    public void Queue(TaskNode node)
    {
        if (!node.IsComposite) Enter(_indices[node], Stage.Queued);
    }

    public void Begin(TaskNode node, TimeSpan now)
    {
        if (node.IsComposite) return;
        var index = _indices[node];
        Enter(index, Stage.Running);
        _running.Add((index, now));
    }

    /// <summary>Whether it had begun.</summary>
    public bool End(TaskResult result)
    {
        if (result.Node.IsComposite) return false;
        var index = _indices[result.Node];
        var began = _stages[index] == Stage.Running;
        if (began) Leave(index);
        Enter(index, began ? Stage.Ended : Stage.Reused);
        Done++;
        if (result.Outcome == TaskOutcome.UpToDate) UpToDate++;
        else if (result.Outcome == TaskOutcome.Failed) Failed++;
        else if (result.IsRestoredRemotely) RestoredRemotely++;
        else if (result.Outcome == TaskOutcome.Restored) RestoredHere++;
        return began;
    }

    private void Enter(int index, Stage stage)
    {
        if (_stages[index] == Stage.Queued) Queued--;
        if (stage == Stage.Queued) Queued++;
        _stages[index] = stage;
    }

    // A separate method, since a lambda's captures are allocated where its method begins.
    private void Leave(int index) => _running.RemoveAll(r => r.Index == index);
}
