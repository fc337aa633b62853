using Argosy.Engine.Graph;

namespace Argosy.Engine.Scheduling;

/// <summary>The nodes that have run and those that are ready, in the order of priority.</summary>
internal sealed class ReadyQueue
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<TaskNode> _nodes;
    private readonly IReadOnlyList<double> _urgency;
    private readonly ResourcePool _pool;
    private readonly bool _keepGoing;
    private readonly CancellationToken _cancellation;
    private readonly int[] _waiting;
    private readonly int[][] _dependents;
    private readonly int[][] _followers;
    private readonly bool[] _blocked;
    private readonly int[] _overtaken;
    private readonly Stack<(int Node, TaskOutcome Outcome)> _settling = new();
    private readonly TaskOutcome[] _outcomes;
    private readonly PriorityQueue<int, Priority> _ready = new();
    private readonly List<int> _passedOver = [];
    private readonly Action<TaskNode>? _readied;
    private int _version;
    private bool _failed;

    public ReadyQueue(IReadOnlyList<TaskNode> nodes, IReadOnlyList<double> urgency, ResourcePool pool, bool keepGoing,
        Action<TaskNode>? readied, CancellationToken cancellation)
    {
        (_nodes, _urgency, _pool, _keepGoing, _readied, _cancellation) =
            (nodes, urgency, pool, keepGoing, readied, cancellation);
        var index = new Dictionary<TaskNode, int>(nodes.Count, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < nodes.Count; i++) index.Add(nodes[i], i);
        _dependents = Reverse(nodes, index, n => n.Dependencies);
        _followers = Reverse(nodes, index, n => n.After);
        _blocked = new bool[nodes.Count];
        _overtaken = new int[nodes.Count];
        _waiting = [.. nodes.Select(n => n.Dependencies.Count + n.After.Count)];
        _outcomes = new TaskOutcome[nodes.Count];
        Array.Fill(_outcomes, TaskOutcome.NotRun);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (_waiting[i] > 0) continue;
            Enqueue(i);
            readied?.Invoke(nodes[i]);
        }
    }

    /// <summary>Changes with every completion.</summary>
    public int Version => Volatile.Read(ref _version);

    public IReadOnlyList<TaskOutcome> Outcomes => _outcomes;

    public TaskNode this[int node] => _nodes[node];

    /// <summary>Takes the tokens of the most urgent ready node for which there are enough; null if there is none, or if
    /// a node that needs more than is left has been overtaken as often as there are cores: then the rest is reserved
    /// for it.</summary>
    /// <param name="version">The value of <see cref="Version"/> then.</param>
    public int? TryTake(out int version)
    {
        lock (_lock)
        {
            version = _version;
            if (_cancellation.IsCancellationRequested || (_failed && !_keepGoing) || _pool.IsExhausted) return null;
            int? taken = null;
            while (taken is null && _ready.TryDequeue(out var node, out _))
            {
                var wanted = _nodes[node].Declaration.Resources;
                if (_pool.TryHold(wanted))
                {
                    taken = node;
                    continue;
                }

                _passedOver.Add(node);
                if (_overtaken[node] >= _pool.Cores && !_pool.HasRoom(wanted)) break;
            }

            // Nodes that don't fit now stay in the queue; a smaller one after them may go first.
            foreach (var node in _passedOver)
            {
                if (taken is not null && !_pool.HasRoom(_nodes[node].Declaration.Resources)) _overtaken[node]++;
                Enqueue(node);
            }

            _passedOver.Clear();
            return taken;
        }
    }

    /// <summary>Records a node's outcome and returns its tokens; returns how many nodes may begin now.</summary>
    public int Complete(int node, TaskOutcome outcome)
    {
        List<TaskNode>? readied = null;
        int more;
        lock (_lock)
        {
            _version++;
            _pool.Release(_nodes[node].Declaration.Resources);
            _failed |= outcome is TaskOutcome.Failed;
            _settling.Push((node, outcome));
            while (_settling.TryPop(out var settled))
            {
                _outcomes[settled.Node] = settled.Outcome;
                var blocks = settled.Outcome is TaskOutcome.Failed or TaskOutcome.Cancelled or TaskOutcome.NotRun;
                foreach (var next in _dependents[settled.Node])
                {
                    _blocked[next] |= blocks;
                    Release(next);
                }

                foreach (var next in _followers[settled.Node]) Release(next);
            }

            more = Math.Min(_ready.Count, _pool.FreeCores);
        }

        foreach (var ready in readied ?? []) _readied!(ready);
        return more;

        void Release(int next)
        {
            if (--_waiting[next] > 0) return;
            if (_blocked[next])
            {
                // It never runs, but nodes that are only ordered after it may.
                _settling.Push((next, TaskOutcome.NotRun));
                return;
            }

            Enqueue(next);
            if (_readied is not null) (readied ??= []).Add(_nodes[next]);
        }
    }

    private void Enqueue(int node) => _ready.Enqueue(node, new(_urgency[node], node));

    private static int[][] Reverse(
        IReadOnlyList<TaskNode> nodes, Dictionary<TaskNode, int> index, Func<TaskNode, IReadOnlyList<TaskNode>> before)
    {
        var reversed = new List<int>?[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var one in before(nodes[i])) (reversed[index[one]] ??= []).Add(i);
        }

        return [.. reversed.Select(d => d?.ToArray() ?? [])];
    }
}
