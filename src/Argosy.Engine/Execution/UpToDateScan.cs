using Argosy.Engine.Graph;

namespace Argosy.Engine.Execution;

/// <summary>Checks every node of a run once, after its dependencies, on several threads.</summary>
/// <remarks>Nodes are taken in depth order, so the scan cannot deadlock. This is the whole work of a run that has
/// nothing to do: no scheduler, no tokens, no tasks.</remarks>
internal sealed class UpToDateScan
{
    // With fewer nodes than this, another thread costs more than it saves. One node may be a tree of thousands of
    // files.
    private const int NodesPerThread = 4;
    private readonly IReadOnlyList<TaskNode> _nodes;
    private readonly Func<TaskNode, bool> _isUpToDate;
    private readonly Dictionary<TaskNode, int> _index;
    private readonly int[] _order;
    private readonly bool[] _scanned;
    private int _next = -1;
    private int _left;

    /// <param name="nodes">In topological order.</param>
    /// <param name="isUpToDate">Whether a node's result is up to date; asked after its dependencies.</param>
    public UpToDateScan(IReadOnlyList<TaskNode> nodes, Func<TaskNode, bool> isUpToDate)
    {
        (_nodes, _isUpToDate, _scanned) = (nodes, isUpToDate, new bool[nodes.Count]);
        _index = new(nodes.Count, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < nodes.Count; i++) _index.Add(nodes[i], i);
        _order = ByDepth();
    }

    /// <summary>Whether all are up to date.</summary>
    /// <param name="threads">Maximum number of threads.</param>
    /// <param name="cancellation">Ends it early.</param>
    public bool Run(int threads, CancellationToken cancellation)
    {
        var others = new Thread[Math.Clamp(_nodes.Count / NodesPerThread, 1, threads) - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(() => Scan(cancellation)) { IsBackground = true, Name = "argosy-scan" };
            others[i].Start();
        }

        Scan(cancellation);
        foreach (var other in others) other.Join();
        cancellation.ThrowIfCancellationRequested();
        return _left == 0;
    }

    private void Scan(CancellationToken cancellation)
    {
        for (var next = Interlocked.Increment(ref _next); next < _nodes.Count; next = Interlocked.Increment(ref _next))
        {
            var node = _nodes[_order[next]];
            foreach (var before in node.Dependencies) Await(_index[before]);
            foreach (var before in node.After) Await(_index[before]);
            if (cancellation.IsCancellationRequested || !IsUpToDate(node)) Interlocked.Increment(ref _left);
            Volatile.Write(ref _scanned[_order[next]], true);
        }
    }

    // Errors of a task are reported when it is its turn, including exceptions of a script's own criterion.
    private bool IsUpToDate(TaskNode node)
    {
        try
        {
            return _isUpToDate(node);
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void Await(int node)
    {
        var spin = new SpinWait();
        while (!Volatile.Read(ref _scanned[node])) spin.SpinOnce();
    }

    // First all nodes without dependencies, then their dependents, and so on: in the run's own order a node directly
    // follows its dependencies, and a thread would wait for another one's large tree.
    private int[] ByDepth()
    {
        var depth = new int[_nodes.Count];
        var order = new int[_nodes.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            foreach (var before in _nodes[i].Dependencies) depth[i] = Math.Max(depth[i], depth[_index[before]] + 1);
            foreach (var before in _nodes[i].After) depth[i] = Math.Max(depth[i], depth[_index[before]] + 1);
        }

        Array.Sort(depth, order);
        return order;
    }
}
