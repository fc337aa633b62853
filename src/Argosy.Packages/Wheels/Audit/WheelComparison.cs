using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>Compares two builds of a wheel.</summary>
public static class WheelComparison
{
    private const int MostNamed = 5;

    /// <summary>Error ARG0576 if the wheels of two folders aren't the same files; it names what differs in
    /// them.</summary>
    /// <param name="first">The folder of the one build.</param>
    /// <param name="second">The folder of the other.</param>
    /// <param name="shownAs">The wheel and its platform.</param>
    public static void RequireSame(string first, string second, string shownAs)
    {
        var (one, two) = (FolderListing.FilesOf(first, ".whl"), FolderListing.FilesOf(second, ".whl"));
        if (!one.Select(Path.GetFileName).SequenceEqual(two.Select(Path.GetFileName)))
            throw Differs(shownAs, $"one build gives {Names(one)}, the other {Names(two)}");
        foreach (var (a, b) in one.Zip(two))
        {
            if (Digest.OfFile(a) == Digest.OfFile(b)) continue;
            var different = Different(a, b);
            throw Differs(shownAs, different.Count == 0
                ? "two builds have the same files in archives that differ"
                : $"two builds differ in {string.Join(", ", different.Take(MostNamed))}"
                    + (different.Count > MostNamed ? $" and {different.Count - MostNamed} more" : ""));
        }
    }

    private static List<string> Different(string a, string b)
    {
        var (one, two) = (Contents(a), Contents(b));
        return [.. one.Keys.Union(two.Keys).Order(StringComparer.Ordinal)
            .Where(n => one.GetValueOrDefault(n) != two.GetValueOrDefault(n))];
    }

    private static Dictionary<string, string> Contents(string path) => WheelArchive.Read(path, archive =>
        archive.Files.ToDictionary(f => f, f =>
        {
            var (sha256, _, content) = archive.Inspect(f);
            content?.Dispose();
            return Convert.ToHexStringLower(sha256);
        }, StringComparer.Ordinal));

    private static string Names(IReadOnlyList<string> files) =>
        files.Count == 0 ? "no wheel" : string.Join(", ", files.Select(Path.GetFileName));

    private static ArgosyException Differs(string shownAs, string cause) => new(new Diagnostic("ARG0576",
        new(shownAs), cause, "Find what its build takes from the clock, a path, an order or a random number, and set "
            + "it by the wheel's 'environment:'."));
}
