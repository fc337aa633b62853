using System.Collections.Concurrent;
using Argosy.Runtime;

namespace Argosy.Samples.Heat;

/// <summary>The rows of one locality. Its neighbours' border rows stay where the network put them.</summary>
internal sealed class Block
{
    private readonly ConcurrentDictionary<(Side Side, int Step), TaskCompletionSource<RmaVector<double>>> borders = new();
    private readonly Cluster cluster;
    private readonly PlateSize size;
    private readonly int first;
    private readonly int count;
    private double[] now;
    private double[] next;

    internal Block(Cluster cluster, PlateSize size)
    {
        this.cluster = cluster;
        this.size = size;
        (first, count) = size.RowsOf(cluster.Here.Id, cluster.All.Count);
        now = new double[count * size.Columns];
        for (var row = 0; row < count; row++)
            for (var column = 0; column < size.Columns; column++)
                now[row * size.Columns + column] = size.Start(first + row, column);
        next = [.. now];
    }

    internal async Task RunAsync()
    {
        for (var step = 0; step < size.Steps; step++)
        {
            var sending = SendBordersAsync(step);
            // What needs no neighbour is computed while the borders travel.
            for (var row = 1; row < count - 1; row++)
                Compute(row, Row(row - 1), Row(row + 1));
            using var above = IsTop ? null : await ArrivedAsync(Side.Above, step);
            using var below = IsBottom ? null : await ArrivedAsync(Side.Below, step);
            ComputeEdges(above, below);
            (now, next) = (next, now);
            await sending;
        }
    }

    /// <summary>A neighbour's border has come; before this locality waits for it, or after.</summary>
    internal void Arrive(Side side, int step, RmaVector<double> border) =>
        Border(side, step).SetResult(border);

    internal RmaVector<double> Copy()
    {
        var rows = new RmaVector<double>(cluster.Pool, count * size.Columns);
        now.CopyTo(rows.Span);
        return rows;
    }

    private bool IsTop => cluster.Here.Id == 0;

    private bool IsBottom => cluster.Here.Id == cluster.All.Count - 1;

    private async Task SendBordersAsync(int step)
    {
        var above = IsTop ? default : SendAsync(cluster.Here.Id - 1, Side.Below, step, 0);
        var below = IsBottom ? default : SendAsync(cluster.Here.Id + 1, Side.Above, step, count - 1);
        await above;
        await below;
    }

    // A vector for each border: the neighbour fetches it while this locality goes on.
    private async ValueTask SendAsync(int neighbour, Side side, int step, int row)
    {
        using var border = new RmaVector<double>(cluster.Pool, size.Columns);
        Row(row).CopyTo(border.Span);
        await cluster[neighbour].Post(Exchange.Receive, side, step, border);
    }

    private async ValueTask<RmaVector<double>> ArrivedAsync(Side side, int step)
    {
        var border = await Border(side, step).Task;
        borders.TryRemove((side, step), out _);
        return border;
    }

    private TaskCompletionSource<RmaVector<double>> Border(Side side, int step) =>
        borders.GetOrAdd((side, step), static _ => new TaskCompletionSource<RmaVector<double>>());

    // The plate's own edge rows stay as they are.
    private void ComputeEdges(RmaVector<double>? above, RmaVector<double>? below)
    {
        if (above is not null)
            Compute(0, above.Span, count > 1 ? Row(1) : below is null ? default : below.Span);
        if (below is not null && count > 1)
            Compute(count - 1, Row(count - 2), below.Span);
    }

    private void Compute(int row, ReadOnlySpan<double> above, ReadOnlySpan<double> below)
    {
        // A block of a single row is the plate's edge when it has one neighbour.
        if (!above.IsEmpty && !below.IsEmpty)
            Stencil.Row(above, Row(row), below, next.AsSpan(row * size.Columns, size.Columns));
    }

    private ReadOnlySpan<double> Row(int row) => now.AsSpan(row * size.Columns, size.Columns);
}
