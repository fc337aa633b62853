using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Plots;

namespace Argosy.Bench.Runtime;

/// <summary>A run of the benchmark: how long it may take, and what it has measured.</summary>
/// <param name="root">The project's folder, where the build puts the shim.</param>
/// <param name="output">Where reports, plots and built peers go.</param>
/// <param name="isQuick">Whether everything runs, but too shortly to be believed.</param>
internal sealed class Bench(string root, string output, bool isQuick)
{
    private readonly List<Comparison> _comparisons = [];
    private readonly List<Figure> _figures = [];
    private readonly List<string> _notes = [];

    public string Root => root;

    public string Output => output;

    public bool IsQuick => isQuick;

    /// <summary>How often each contender has its turn.</summary>
    public int Rounds => isQuick ? 1 : 5;

    /// <summary>How long one figure is measured within a turn.</summary>
    public int Milliseconds => isQuick ? 10 : 200;

    /// <summary>Bytes of memory that the messages of a bandwidth go round in, beyond every cache; 0: each from and into the same.</summary>
    public int Rotating { get; init; }

    /// <summary>Where the cores should lie while something is measured; null where that is all the same.</summary>
    public Placement? Placement { get; init; }

    public IReadOnlyList<Comparison> Comparisons => _comparisons;

    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>What didn't run, and what one should know when reading the figures.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds a comparison, unless ours wasn't measured: the reason stands among the notes.</summary>
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
