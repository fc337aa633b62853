using System.Text.RegularExpressions;

namespace Argosy.Toolchains.Debian;

/// <summary>apt's messages about conflicting packages and missing dependencies, one sentence per package.</summary>
/// <remarks>Its form: "The following packages have unmet dependencies:", then lines of " name : Depends: …", which
/// continue in lines without a name. These two columns are the only content.</remarks>
internal static partial class UnmetDependencies
{
    private const int Most = 5;

    /// <summary>Such as <c>"liba needs libb (>= 2) but 1 is to be installed"</c>; empty if apt has no such
    /// message.</summary>
    public static IReadOnlyList<string> In(string said)
    {
        var sentences = new List<string>();
        var name = "";
        var begun = false;
        foreach (var line in said.Split('\n'))
        {
            if (line.EndsWith("unmet dependencies:", StringComparison.Ordinal)) begun = true;
            else if (begun && Relation().Match(line) is { Success: true } match)
            {
                if (match.Groups["name"] is { Success: true } found) name = found.Value;
                var verb = match.Groups["kind"].Value is "Conflicts" or "Breaks"
                    ? match.Groups["kind"].Value.ToLowerInvariant()
                        + (match.Groups["kind"].Value == "Conflicts" ? " with" : "")
                    : "needs";
                sentences.Add($"{name} {verb} {match.Groups["what"].Value.Trim()}");
            }
            else if (begun && line.StartsWith("E: ", StringComparison.Ordinal)) begun = false;
        }

        var distinct = sentences.Distinct().ToList();
        return distinct.Count <= Most ? distinct : [.. distinct.Take(Most), $"and {distinct.Count - Most} more"];
    }

    [GeneratedRegex(@"^ +(?:(?<name>[a-z0-9][a-z0-9+.:-]+) : )?(?<kind>Depends|PreDepends|Pre-Depends|Conflicts|Breaks): (?<what>.+)$")]
    private static partial Regex Relation();
}
