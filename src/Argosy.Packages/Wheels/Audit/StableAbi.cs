using System.Globalization;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>The symbols of Python's stable ABI, from <c>Data/stable-abi.txt</c>.</summary>
internal static class StableAbi
{
    private static readonly Lazy<Dictionary<string, int>> s_added = new(() => DataFile.Lines("stable-abi.txt")
        .ToDictionary(l => l[0], l => MinorOf(l[1]), StringComparer.Ordinal));

    /// <summary>Symbols of Python, of a library's undefined ones, that aren't in the stable ABI of a version; with the
    /// version that added each, or null if none did.</summary>
    /// <param name="undefined">All undefined symbols of the library.</param>
    /// <param name="minor">The minor version of Python 3 that the wheel's tag names.</param>
    public static IReadOnlyList<(string Symbol, int? AddedIn)> Violations(IEnumerable<string> undefined, int minor) =>
    [
        .. undefined.Where(IsOfPython)
            .Select(s => (s, AddedIn: s_added.Value.TryGetValue(s, out var added) ? added : (int?)null))
            .Where(s => s.AddedIn is null || s.AddedIn > minor),
    ];

    // The prefixes that CPython reserves for itself.
    private static bool IsOfPython(string symbol) => symbol.StartsWith("Py", StringComparison.Ordinal)
        ? !symbol.StartsWith("PyInit_", StringComparison.Ordinal)
            && !symbol.StartsWith("PyInitU_", StringComparison.Ordinal)
        : symbol.StartsWith("_Py", StringComparison.Ordinal);

    private static int MinorOf(string version) => int.Parse(version.AsSpan(2), CultureInfo.InvariantCulture);
}
