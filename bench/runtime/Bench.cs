using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Plots;

namespace Argosy.Bench.Runtime;

/// <summary>A run of the benchmark: its time limits and its measurements.</summary>
/// <param name="root">The project's folder, where the build puts the shim.</param>
/// <param name="output">The folder for reports, plots and built peers.</param>
/// <param name="isQuick">Whether everything runs, but too briefly for valid figures.</param>
internal sealed class Bench(string root, string output, bool isQuick)
{
    private readonly List<Comparison> _comparisons = [];
    private readonly List<Figure> _figures = [];
    private readonly List<string> _notes = [];

    public string Root => root;

    public string Output => output;

    public bool IsQuick => isQuick;

    /// <summary>The number of turns of each contender.</summary>
    public int Rounds => isQuick ? 1 : 5;

    /// <summary>The time of one figure within a turn.</summary>
    public int Milliseconds => isQuick ? 10 : 200;

    /// <summary>Bytes of the ring of memory for a bandwidth's messages, larger than every cache;
    /// 0: each from and into the same.</summary>
    public int Rotating { get; init; }

    /// <summary>The required placement of the cores during a measurement; null if any placement is allowed.</summary>
    public Placement? Placement { get; init; }

    public IReadOnlyList<Comparison> Comparisons => _comparisons;

    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>Contenders that didn't run, and notes for readers of the figures.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds a comparison, unless ours wasn't measured: the notes give the reason.</summary>
    public void Add(Comparison? comparison)
    {
        if (comparison is not null) _comparisons.Add(comparison);
    }

    /// <summary>Adds a figure, without the curves that have no points.</summary>
    public void Add(Figure figure)
    {
        var drawn = figure with { Curves = [.. figure.Curves.Where(c => c.Points.Count > 0)] };
        if (drawn.Curves.Count > 0) _figures.Add(drawn);
    }

    public void Note(string line)
    {
        if (!_notes.Contains(line)) _notes.Add(line);
    }

    public static void Say(string line) => Console.WriteLine(line);
}
