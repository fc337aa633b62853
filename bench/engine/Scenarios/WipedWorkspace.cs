using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>5: artifacts/ and .argosy/ are removed; everything is restored from the user's cache, then from a
/// registry.</summary>
internal static class WipedWorkspace
{
    private const int Repetitions = 5;
    private const double MostLocal = 5;
    private const double MostRemote = 10;

    public static void Measure(Bench bench)
    {
        using var registry = new RegistryServer(bench.NewFolder());
        var clone = new ProjectClone(bench);
        var cache = $"--cache=oci://{registry.Address}/argosy/cache";
        clone.Build(cache, "--cache-mode=readwrite");
        var whole = clone.Digests();
        var warm = clone.Caches;
        var (missing, run) = (new SortedSet<string>(StringComparer.Ordinal), 0);
        var runs = Rounds.Run(Repetitions,
            ("from the local cache", () => Restored(clone, warm, whole, missing)),
            ("from a registry", () => Restored(clone, clone.NewCaches($"cold-{++run}"), whole, missing, cache)));
        var same = missing.Count == 0
            ? $"all {whole.Count} artifacts came back with the same digests."
            : $"missing or different: {string.Join(", ", missing)}.";
        bench.Add(WithAll(new Comparison("workspace wiped", runs[0]).Within(MostLocal)));
        bench.Add(WithAll(new Comparison("workspace wiped", runs[1]).Within(MostRemote)));

        Comparison WithAll(Comparison comparison) =>
            comparison with { Met = comparison.Met == true && missing.Count == 0, Note = same };
    }

    private static TimedRun Restored(
        ProjectClone clone, string caches, IReadOnlyDictionary<string, string> whole, SortedSet<string> missing,
        params IEnumerable<string> arguments)
    {
        clone.Wipe();
        clone.Caches = caches;
        var run = clone.Build(arguments);
        var now = clone.Digests();
        missing.UnionWith(whole.Where(a => now.GetValueOrDefault(a.Key) != a.Value).Select(a => a.Key));
        return run;
    }
}
