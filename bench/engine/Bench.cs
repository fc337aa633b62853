using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine;

/// <summary>A run of the benchmark: its folder and its measurements. Disposing removes the folder.</summary>
/// <param name="root">The project's folder, which is only read: its sources are cloned.</param>
internal sealed class Bench(string root) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-bench-").FullName;
    private readonly List<Comparison> _comparisons = [];
    private int _folders;

    public string Root => root;

    /// <summary>The engine as build.sh compiles it.</summary>
    public string Engine => Path.Combine(root, "build", ".out");

    public IReadOnlyList<Comparison> Comparisons => _comparisons;

    /// <summary>A folder without former content: a file system is slow where files were just deleted.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, $"{++_folders}")).FullName;

    public void Add(Comparison comparison) => _comparisons.Add(comparison);

    public static void Say(string line) => Console.WriteLine(line);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
