namespace Argosy.Samples.Heat;

/// <summary>The plate: points, steps, and whether the result is checked.</summary>
internal sealed record PlateSize(int Rows, int Columns, int Steps, bool Check)
{
    /// <summary>Reads <c>--rows 512 --columns 4096 --steps 200 --no-check</c>; all are optional.</summary>
    internal static PlateSize From(string[] args) => new(
        Number(args, "--rows", 512), Number(args, "--columns", 4096), Number(args, "--steps", 200),
        !args.Contains("--no-check"));

    /// <summary>The rows of one locality.</summary>
    internal (int First, int Count) RowsOf(int locality, int localities)
    {
        var first = (int)((long)Rows * locality / localities);
        return (first, (int)((long)Rows * (locality + 1) / localities) - first);
    }

    /// <summary>Hot along the upper edge, with a bump in the middle; the other edges stay cold.</summary>
    internal double Start(int row, int column) =>
        row == 0 ? 100.0
        : Math.Abs(row - Rows / 2) < Rows / 8 && Math.Abs(column - Columns / 2) < Columns / 8 ? 50.0
        : 0.0;

    private static int Number(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1]) : otherwise;
    }
}
