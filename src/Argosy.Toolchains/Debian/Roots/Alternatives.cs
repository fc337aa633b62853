using System.Text.RegularExpressions;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>The links that packages would register with update-alternatives when they are configured.</summary>
/// <remarks>No maintainer script runs while a root is made, and some libraries are reachable only by such a link (on
/// x64 libfabric needs libpsm_infinipath.so.1, which is one). So the registrations are parsed from the scripts, as far
/// as they are literal; the highest priority is used, among equals the package that sorts first.</remarks>
internal sealed partial class Alternatives
{
    private readonly SortedDictionary<string, Choice> _choices = new(StringComparer.Ordinal);

    /// <summary>Reads the registrations of one package's postinst.</summary>
    public void Read(string script)
    {
        var lines = script.Replace("\\\n", " ", StringComparison.Ordinal);
        foreach (Match match in Registration().Matches(lines))
        {
            var choice = new Choice(match.Groups[2].Value, match.Groups[3].Value, int.Parse(match.Groups[4].Value));
            var link = match.Groups[1].Value;
            if (!_choices.TryGetValue(link, out var other) || choice.Priority > other.Priority) _choices[link] = choice;
        }
    }

    /// <summary>Links and their targets, through /etc/alternatives, as update-alternatives makes them.</summary>
    public IEnumerable<(string Link, string Target)> Links() => _choices.SelectMany(c => ((string, string)[])
    [
        ($"/etc/alternatives/{c.Value.Name}", c.Value.Path),
        (c.Key, $"/etc/alternatives/{c.Value.Name}"),
    ]);

    [GeneratedRegex(@"update-alternatives[^\n;&|$]*?--install\s+(/[\w./+-]+)\s+([\w.+-]+)\s+(/[\w./+-]+)\s+(\d{1,9})\b")]
    private static partial Regex Registration();

    private sealed record Choice(string Name, string Path, int Priority);
}
