using System.Collections.Concurrent;
using Argosy.Runtime;

namespace Argosy.Samples.Heat;

/// <summary>
/// The rows of one locality, each a vector of the pool: a border is sent from the memory where it was computed, and the
/// neighbours' borders are used where the network wrote them.
/// </summary>
internal sealed class Block : IDisposable
{
    private readonly
        ConcurrentDictionary<(Side Side, int Step), TaskCompletionSource<RmaVector<double>>> _borders = new();
    private readonly Cluster _cluster;
    private readonly PlateSize _size;
    private RmaVector<double>[] _now;
    private RmaVector<double>[] _next;

    internal Block(Cluster cluster, PlateSize size)
    {
        _cluster = cluster;
        _size = size;
        var (first, count) = size.RowsOf(cluster.Here.Id, cluster.All.Count);
        _now = [.. Enumerable.Range(first, count).Select(StartOf)];
        _next = [.. Enumerable.Range(first, count).Select(StartOf)];
    }

    internal async Task RunAsync()
    {
        for (var step = 0; step < _size.Steps; step++)
        {
            var sending = SendBordersAsync(step);
            // Rows without neighbours are computed while the borders are sent.
            for (var row = 1; row < _now.Length - 1; row++)
                Compute(row, _now[row - 1].Span, _now[row + 1].Span);
            using var above = IsTop ? null : await ArrivedAsync(Side.Above, step);
            using var below = IsBottom ? null : await ArrivedAsync(Side.Below, step);
            // A neighbour that sends this step's border has received this locality's previous one: its memory may be
            // overwritten.
            ComputeEdges(above, below);
            (_now, _next) = (_next, _now);
            await sending;
        }
    }

    /// <summary>A neighbour's border has arrived, before or after this locality waits for it.</summary>
    internal void Arrive(Side side, int step, RmaVector<double> border) =>
        Border(side, step).SetResult(border);

    internal RmaVector<double> Copy()
    {
        var rows = new RmaVector<double>(_cluster.Pool, _now.Length * _size.Columns);
        for (var row = 0; row < _now.Length; row++)
            _now[row].Span.CopyTo(rows.Span.Slice(row * _size.Columns));
        return rows;
    }

    public void Dispose()
    {
        foreach (var row in _now.Concat(_next))
            row.Dispose();
    }

    private bool IsTop => _cluster.Here.Id == 0;

    private bool IsBottom => _cluster.Here.Id == _cluster.All.Count - 1;

    private RmaVector<double> StartOf(int row)
    {
        var vector = new RmaVector<double>(_cluster.Pool, _size.Columns);
        for (var column = 0; column < _size.Columns; column++)
            vector[column] = _size.Start(row, column);
        return vector;
    }

    private async Task SendBordersAsync(int step)
    {
        var above = IsTop ? default : _cluster[_cluster.Here.Id - 1].Post(Exchange.Receive, Side.Below, step, _now[0]);
        var below = IsBottom
            ? default
            : _cluster[_cluster.Here.Id + 1].Post(Exchange.Receive, Side.Above, step, _now[^1]);
        await above;
        await below;
    }

    private async ValueTask<RmaVector<double>> ArrivedAsync(Side side, int step)
    {
        var border = await Border(side, step).Task;
        _borders.TryRemove((side, step), out _);
        return border;
    }

    private TaskCompletionSource<RmaVector<double>> Border(Side side, int step) =>
        _borders.GetOrAdd((side, step), static _ => new TaskCompletionSource<RmaVector<double>>());

    // The plate's own edge rows don't change.
    private void ComputeEdges(RmaVector<double>? above, RmaVector<double>? below)
    {
        if (above is not null)
            Compute(0, above.Span, _now.Length > 1 ? _now[1].Span : below is null ? default : below.Span);
        if (below is not null && _now.Length > 1)
            Compute(_now.Length - 1, _now[^2].Span, below.Span);
    }

    private void Compute(int row, ReadOnlySpan<double> above, ReadOnlySpan<double> below)
    {
        // A block of a single row is the plate's edge when it has one neighbour.
        if (!above.IsEmpty && !below.IsEmpty)
            Stencil.Row(above, _now[row].Span, below, _next[row].Span);
    }
}
