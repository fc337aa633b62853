using Argosy.Engine.Graph;

namespace Argosy.Engine.Output;

/// <summary>Estimates a run's remaining time from its tasks' last durations.</summary>
/// <remarks>No schedule is shorter than the longest remaining chain, nor than the remaining work divided by all cores:
/// the larger of the two is the estimate. A task without history is assumed to need what it declares
/// (<c>Expects</c>), else the median of the others' history: few tasks declare a time, and only long ones.</remarks>
internal sealed class Estimate
{
    private readonly TimeSpan?[] _known;
    private readonly double[] _seconds;
    private readonly int[] _tokens;
    private readonly int[][] _dependencies;
    private readonly int _cores;
    private readonly double[] _ends;
    private readonly bool[] _runs;

    /// <param name="nodes">Dependencies first.</param>
    /// <param name="cores">Processor tokens.</param>
    /// <param name="history">A task's last duration in seconds; null if unknown.</param>
    public Estimate(IReadOnlyList<TaskNode> nodes, int cores, Func<string, double?> history)
    {
        _cores = Math.Max(1, cores);
        var index = new Dictionary<TaskNode, int>(nodes.Count, ReferenceEqualityComparer.Instance);
        foreach (var (i, node) in nodes.Index()) index.Add(node, i);
        _dependencies = [.. nodes.Select(n => n.Dependencies.Select(d => index[d]).ToArray())];
        _tokens = [.. nodes.Select(n => Math.Clamp(n.Declaration.Resources.Cores, 1, _cores))];
        var recorded = nodes.Select(n => n.IsComposite ? null : history(n.Name)).ToList();
        _known =
        [
            .. nodes.Select((n, i) => recorded[i] is { } seconds ? TimeSpan.FromSeconds(seconds)
                : n.IsComposite ? null
                : n.Declaration.Expected)
        ];
        var times = recorded.OfType<double>().Order().ToList();
        IsKnown = times.Count > 0 || (_known.Any(k => k is not null)
            && nodes.Index().All(n => n.Item.IsComposite || _known[n.Index] is not null));
        var median = times.Count > 0 ? times[times.Count / 2] : 0;
        _seconds = [.. nodes.Select((n, i) => n.IsComposite ? 0 : _known[i]?.TotalSeconds ?? median)];
        _ends = new double[nodes.Count];
        _runs = new bool[nodes.Count];
    }

    /// <summary>Whether the history has any task of the run, or each declares its time: otherwise there is no
    /// estimate.</summary>
    public bool IsKnown { get; }

    /// <summary>The task's last duration, else the one that it declares.</summary>
    public TimeSpan? Of(int index) => _known[index];

    /// <summary>From now until the end.</summary>
    public TimeSpan Left(RunState state, TimeSpan now)
    {
        var chance = ChanceToRun(state);
        Array.Clear(_ends);
        foreach (var (i, begin) in state.Running) _ends[i] = Math.Max(0, _seconds[i] - (now - begin).TotalSeconds);
        double longest = 0, work = 0;
        for (var i = 0; i < _ends.Length; i++)
        {
            var stage = state.StageOf(i);
            _runs[i] = stage is Stage.Running or Stage.Ended;
            double before = 0;
            foreach (var d in _dependencies[i])
            {
                before = Math.Max(before, _ends[d]);
                _runs[i] |= _runs[d] && stage != Stage.Reused;
            }

            if (stage is Stage.Waiting or Stage.Queued) _ends[i] = _runs[i] ? _seconds[i] : _seconds[i] * chance;
            work += _ends[i] * _tokens[i];
            _ends[i] += before;
            longest = Math.Max(longest, _ends[i]);
        }

        return TimeSpan.FromSeconds(Math.Max(longest, work / _cores));
    }

    // Successors of a task that ran will run. The others may be reused, as probably as previous ones.
    private static double ChanceToRun(RunState state)
    {
        var ran = state.Running.Count + state.Done - state.Hits;
        return (ran + 1.0) / (state.Running.Count + state.Done + 1.0);
    }
}
