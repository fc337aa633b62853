using System.Text;
using System.Text.RegularExpressions;
using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels.Markers;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Constraints;

/// <summary>A constraints file in the format of OpenStack's upper-constraints. A line that can't be used is a fault of
/// its own, and every other line counts.</summary>
/// <param name="Lines">The lines that can be used, in the file's order.</param>
/// <param name="Faults">Those that can't, in the file's order.</param>
public sealed partial record ConstraintsFile(
    IReadOnlyList<ConstraintLine> Lines, IReadOnlyList<ConstraintFault> Faults)
{
    private const string Id = "ARG0551";
    private const int MaxBytes = 4 << 20;

    /// <summary>Reads a project's file. Error ARG0550 if it can't be read.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="path">The file's path in it.</param>
    public static ConstraintsFile Load(string root, string path)
    {
        try
        {
            using var file = RegularFile.OpenRead(Path.Combine(root, path));
            if (file.Length > MaxBytes) throw Unreadable(path, $"it has more than {MaxBytes} bytes", null);
            using var reader = new StreamReader(file, Encoding.UTF8);
            return Parse(reader.ReadToEnd(), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, $"it can't be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="shownAs">The file's name in errors.</param>
    public static ConstraintsFile Parse(string text, string shownAs)
    {
        var lines = new List<ConstraintLine>();
        var faults = new List<ConstraintFault>();
        foreach (var (number, content) in Joined(text))
        {
            SourceLocation place = new(shownAs, number);
            try
            {
                lines.Add(ReadLine(content, place));
            }
            catch (FormatException e)
            {
                faults.Add(Fault(place, e.Message,
                    "Write 'name===version', with ';' and a marker of PEP 508 after it if it isn't for all platforms.",
                    NameIn(content)));
            }
        }

        return new ConstraintsFile(lines, faults).WithoutContradictions();
    }

    /// <summary>The lines that apply in an environment, and a fault for each project that several different ones apply
    /// to, of which none counts.</summary>
    public ConstraintsFile For(MarkerEnvironment environment, string shownAs)
    {
        var groups = Lines.Where(l => l.AppliesTo(environment)).GroupBy(l => l.Name).ToList();
        return new(
            [.. groups.Where(g => g.Count() == 1).SelectMany(g => g)],
            [
                .. groups.Where(g => g.Count() > 1).Select(g => Fault(g.Last().Place,
                    $"'{g.Key}' has also line {g.First().Place.Line} on {shownAs}",
                    "Give the two markers that exclude each other.", g.Key)),
            ]);
    }

    // Lines of one project contradict each other if no marker tells them apart, or if they spell its name differently.
    private ConstraintsFile WithoutContradictions()
    {
        var wrong = new HashSet<ConstraintLine>();
        var faults = new List<ConstraintFault>(Faults);
        foreach (var group in Lines.GroupBy(l => l.Name))
        {
            var first = group.First();
            foreach (var line in group.Skip(1))
            {
                var clash = group.TakeWhile(l => l != line).FirstOrDefault(l => l.MarkerText == line.MarkerText);
                var cause = line.Written != first.Written
                    ? $"'{line.Written}' and '{first.Written}' in line {first.Place.Line} are one project, '{line.Name}'"
                    : clash is null ? null : $"'{line.Name}' is also in line {clash.Place.Line}";
                if (cause is null) continue;
                wrong.UnionWith([line, .. clash is null ? (ConstraintLine[])[first] : [clash]]);
                faults.Add(Fault(line.Place, cause, "Keep one of the two lines; neither counts as it is.", line.Name));
            }
        }

        return wrong.Count == 0 ? this : new([.. Lines.Where(l => !wrong.Contains(l))],
            [.. faults.OrderBy(f => f.Diagnostic.Place.Line)]);
    }

    // Without comments and pip's hashes; a line that ends with a backslash continues, and has the first one's number.
    private static IEnumerable<(int Number, string Text)> Joined(string text)
    {
        var (open, start) = (new StringBuilder(), 0);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (open.Length == 0) start = i + 1;
            var line = Comment().Replace(lines[i], "").TrimEnd();
            if (line.EndsWith('\\') && i + 1 < lines.Length)
            {
                open.Append(line.AsSpan(0, line.Length - 1)).Append(' ');
                continue;
            }

            var whole = Hash().Replace(open.Append(line).ToString(), "").Trim();
            open.Clear();
            if (whole.Length > 0) yield return (start, whole.TrimStart('\uFEFF'));
        }
    }

    private static ConstraintLine ReadLine(string text, SourceLocation place)
    {
        if (text.StartsWith('-')) throw new FormatException($"'{Shown(text)}' is an option of pip, not a constraint");
        if (Form().Match(text) is not { Success: true } match)
            throw new FormatException($"'{Shown(text)}' isn't 'name===version'");
        var written = match.Groups["name"].Value;
        var version = PythonVersion.TryParse(match.Groups["version"].Value)
            ?? throw new FormatException($"'{Shown(match.Groups["version"].Value)}' isn't a version of PEP 440");
        var condition = match.Groups["marker"].Value.Trim();
        try
        {
            var marker = match.Groups["marker"].Success ? Marker.Parse(condition) : null;
            return new(place, WheelName.Normalize(written), version, marker, written, condition);
        }
        catch (FormatException e)
        {
            throw new FormatException($"its marker '{Shown(condition)}' can't be read: {e.Message}", e);
        }
    }

    private static string? NameIn(string text) =>
        Start().Match(text) is { Success: true } match ? WheelName.Normalize(match.Value) : null;

    private static string Shown(string text) => text.Length > 80 ? $"{text[..80]}…" : text;

    private static ConstraintFault Fault(SourceLocation place, string cause, string remedy, string? name) =>
        new(new Diagnostic(Id, place, cause, remedy), name);

    private static ArgosyException Unreadable(string path, string cause, Exception? inner) =>
        new(new Diagnostic("ARG0550", new(path), cause,
            "Check the path after 'constraints:' in wheels/wheels.yaml."), inner);

    [GeneratedRegex(@"(?:^|\s)#.*\z")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s--hash=[a-z0-9]+:[0-9a-fA-F]+")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")]
    private static partial Regex Start();

    [GeneratedRegex(@"\A(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?)\s*===?\s*(?<version>[^\s;=]+)\s*"
        + @"(?:;(?<marker>.*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
