using Argosy.Runtime;

namespace Argosy.Samples.Heat;

/// <summary>Compares the localities' result with the whole plate computed by one.</summary>
internal static class Comparison
{
    internal static async Task<double> WithSerialAsync(Cluster cluster, PlateSize size)
    {
        var plate = Serial(size);
        var blocks = await cluster.All.WhenAll(locality => locality.Async(Exchange.Rows));
        var difference = 0.0;
        for (var locality = 0; locality < blocks.Length; locality++)
        {
            using var rows = blocks[locality];
            var offset = size.RowsOf(locality, blocks.Length).First * size.Columns;
            for (var i = 0; i < rows.Length; i++)
                difference = Math.Max(difference, Math.Abs(rows[i] - plate[offset + i]));
        }
        return difference;
    }

    private static double[] Serial(PlateSize size)
    {
        var now = new double[size.Rows * size.Columns];
        for (var row = 0; row < size.Rows; row++)
            for (var column = 0; column < size.Columns; column++)
                now[row * size.Columns + column] = size.Start(row, column);
        var next = (double[])now.Clone();
        for (var step = 0; step < size.Steps; step++)
        {
            for (var at = size.Columns; at < (size.Rows - 1) * size.Columns; at += size.Columns)
                Stencil.Row(
                    now.AsSpan(at - size.Columns, size.Columns), now.AsSpan(at, size.Columns),
                    now.AsSpan(at + size.Columns, size.Columns), next.AsSpan(at, size.Columns));
            (now, next) = (next, now);
        }
        return now;
    }
}
