using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using NuGet.Versioning;

namespace Argosy.Release.Notes;

/// <summary>A changelog in the form of Keep a Changelog: a heading of level two for each version, the newest
/// first.</summary>
/// <param name="place">Where it is, for errors.</param>
/// <param name="text">Its text.</param>
public sealed partial class Changelog(string place, string text)
{
    private const string Unreleased = "Unreleased";
    private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Reads a file. Error ARG0938 if it can't be read.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="path">Relative to it.</param>
    public static Changelog Load(string root, string path)
    {
        try
        {
            return new(path, File.ReadAllText(Path.Combine(root, path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0938", new(path),
                $"the changelog can't be read: {e.Message.TrimEnd('.')}",
                "Write one, with a section '## [1.0.0] - 2026-01-31' for each version, or name it with "
                + "'release: {changelog: …}' in argosy.yaml."), e);
        }
    }

    /// <summary>The text below a version's heading, with the link definitions that it uses, and a line's end. Error
    /// ARG0939 if the version has no section, an empty one, or several.</summary>
    /// <param name="version">The version; null for the changes that are not released.</param>
    public string Section(SemanticVersion? version)
    {
        var name = version?.ToNormalizedString() ?? Unreleased;
        var headings = Headings();
        var own = headings.Where(h => IsOf(h.Name, version)).ToList();
        if (own.Count == 0)
            throw Fault(headings.FirstOrDefault(h => IsOf(h.Name, null)).Line,
                $"there is no section '## [{name}]'",
                version is null ? "Write one above the newest version."
                    : $"Rename the section '## [{Unreleased}]', and begin a new one above it.");
        if (own.Count > 1) throw Fault(own[1].Line, $"there is a second section '## [{name}]'", "Join the two.");
        var first = own[0].Line + 1;
        var next = headings.Select(h => h.Line).Where(l => l >= first).DefaultIfEmpty(_lines.Length).Min();
        var lines = _lines[first..next].Where(l => !Definition().IsMatch(l)).Select(l => l.TrimEnd()).ToList();
        var written = string.Join('\n', lines).Trim('\n');
        if (!lines.Any(l => l.Length > 0 && l[0] != '#'))
            throw Fault(own[0].Line, $"the section '{_lines[own[0].Line].Trim()}' says nothing",
                "List what changed, for those who use it.");
        return WithDefinitions(written);
    }

    // "## [1.2.3] - 2026-01-31", "## 1.2.3 (2026-01-31)", "## [1.2.3](address)"; none within a block of code.
    private List<(string Name, int Line)> Headings()
    {
        var headings = new List<(string, int)>();
        string? fence = null;
        foreach (var (number, line) in _lines.Index())
        {
            if (Fence().Match(line) is { Success: true } mark)
            {
                var marks = mark.Groups[1].Value;
                if (fence is null) fence = marks;
                else if (marks.StartsWith(fence, StringComparison.Ordinal)) fence = null;
            }
            else if (fence is null && Heading().Match(line) is { Success: true } heading)
            {
                headings.Add((heading.Groups[1].Value, number));
            }
        }

        return headings;
    }

    private static bool IsOf(string heading, SemanticVersion? version) => version is null
        ? heading.Equals(Unreleased, StringComparison.OrdinalIgnoreCase)
        : SemanticVersion.TryParse(heading.TrimStart('v'), out var named) && named == version;

    private string WithDefinitions(string section)
    {
        var used = _lines.Select(l => Definition().Match(l)).Where(m => m.Success
            && section.Contains($"[{m.Groups[1].Value}]", StringComparison.OrdinalIgnoreCase));
        var definitions = string.Join('\n', used.Select(m => m.Value.TrimEnd()));
        return definitions.Length == 0 ? $"{section}\n" : $"{section}\n\n{definitions}\n";
    }

    private ArgosyException Fault(int line, string cause, string remedy) =>
        new(new Diagnostic("ARG0939", new(place, line + 1), cause, remedy));

    [GeneratedRegex(@"^## +\[?([^\s\]()]+)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ {0,3}(`{3,}|~{3,})")]
    private static partial Regex Fence();

    // CommonMark 0.31, "Link reference definitions", on one line.
    [GeneratedRegex(@"^ {0,3}\[([^\]\[]+)\]: *\S.*$")]
    private static partial Regex Definition();
}
