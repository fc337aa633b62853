using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Finish;

/// <summary>The alternatives that an image's packages register, as update-alternatives(1) keeps them: links through
/// <c>/etc/alternatives</c>, and records in <c>/var/lib/dpkg/alternatives</c>.</summary>
internal sealed partial class AlternativeChoices
{
    private readonly SortedDictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>Reads the registrations of a script, as far as they are literal.</summary>
    public void Read(string script)
    {
        foreach (Match match in Registration().Matches(script.Replace("\\\n", " ", StringComparison.Ordinal)))
        {
            var words = match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries
                | StringSplitOptions.TrimEntries).Select(w => w.Trim('"', '\'')).ToList();
            if (words.Count < 4 || !words[0].StartsWith('/') || !words[2].StartsWith('/')) continue;
            if (!int.TryParse(words[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority))
                continue;
            Add(words[1], words[0], new(words[2], priority, Slaves(words.Skip(4).ToList())));
        }
    }

    /// <summary>Makes links and records; error ARG0454 for a choice that no package registers.</summary>
    /// <param name="tree">The image's files: an alternative that it doesn't have is left out.</param>
    /// <param name="chosen">The image's own choices; the others have the highest priority.</param>
    public void Finish(FinishTree tree, IReadOnlyList<PlacedValue> chosen)
    {
        foreach (var choice in chosen) Require(tree, choice);
        foreach (var (name, group) in _groups)
        {
            var present = group.Choices.Values.Where(c => tree.Target(c.Path) is not null).ToList();
            if (present.Count == 0) continue;
            var manual = chosen.FirstOrDefault(c => c.Name == name);
            // The first of several with one priority, in the order of their paths.
            var best = present.Find(c => c.Path == manual?.Value)
                ?? present.Aggregate((a, b) => b.Priority > a.Priority ? b : a);
            Link(tree, group.Link, name, best.Path);
            foreach (var (slave, link) in group.Slaves)
            {
                if (best.Slaves.GetValueOrDefault(slave) is { } path && tree.Target(path) is not null)
                    Link(tree, link, slave, path);
            }

            tree.Write($"var/lib/dpkg/alternatives/{name}", Record(group, present, manual is null ? "auto" : "manual"));
        }
    }

    private void Require(FinishTree tree, PlacedValue choice)
    {
        var group = _groups.GetValueOrDefault(choice.Name) ?? throw new ArgosyException(new Diagnostic(
            "ARG0454", choice.Place, $"no package of the image registers alternatives of '{choice.Name}'",
            Suggestion.For(choice.Name, _groups.Keys)));
        if (group.Choices.ContainsKey(choice.Value) && tree.Target(choice.Value) is not null) return;
        throw new ArgosyException(new Diagnostic(
            "ARG0454", choice.Place, $"'{choice.Value}' is no alternative of '{choice.Name}' in the image",
            Suggestion.For(choice.Value, group.Choices.Keys.Where(p => tree.Target(p) is not null))));
    }

    private static void Link(FinishTree tree, string link, string name, string path)
    {
        tree.Link($"etc/alternatives/{name}", path);
        tree.Link(link.TrimStart('/'), $"/etc/alternatives/{name}");
    }

    // dpkg's format: status and link; each slave's name and link; a blank line; each choice with its priority and its
    // slaves' paths; a blank line.
    private static string Record(Group group, List<Choice> choices, string status)
    {
        var text = new StringBuilder().Append(status).Append('\n').Append(group.Link).Append('\n');
        foreach (var (name, link) in group.Slaves) text.Append(name).Append('\n').Append(link).Append('\n');
        text.Append('\n');
        foreach (var choice in choices)
        {
            text.Append(choice.Path).Append('\n').Append(CultureInfo.InvariantCulture, $"{choice.Priority}\n");
            foreach (var slave in group.Slaves.Keys)
                text.Append(choice.Slaves.GetValueOrDefault(slave)).Append('\n');
        }

        return text.Append('\n').ToString();
    }

    private void Add(string name, string link, Choice choice)
    {
        if (!_groups.TryGetValue(name, out var group)) _groups[name] = group = new(link);
        group.Choices[choice.Path] = choice;
    }

    private static SortedDictionary<string, string> Slaves(List<string> words)
    {
        var slaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at + 3 < words.Count && words[at] == "--slave"; at += 4)
            slaves[words[at + 2]] = $"{words[at + 1]}\n{words[at + 3]}";
        return slaves;
    }

    // A variable of the shell, or the end of the command, ends it.
    [GeneratedRegex(@"update-alternatives\b[^\n;&|$]*?\s--install\s+([^\n;&|$]+)")]
    private static partial Regex Registration();

    private sealed class Choice(string path, int priority, SortedDictionary<string, string> slaves)
    {
        public string Path => path;

        public int Priority => priority;

        /// <summary>Paths by the slave's name.</summary>
        public SortedDictionary<string, string> Slaves { get; } = new(
            slaves.ToDictionary(s => s.Key, s => s.Value.Split('\n')[1]), StringComparer.Ordinal);

        /// <summary>Links by the slave's name.</summary>
        public IEnumerable<KeyValuePair<string, string>> Links =>
            slaves.Select(s => KeyValuePair.Create(s.Key, s.Value.Split('\n')[0]));
    }

    private sealed class Group(string link)
    {
        public string Link => link;

        public SortedDictionary<string, Choice> Choices { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, string> Slaves
        {
            get
            {
                var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
                foreach (var (name, path) in Choices.Values.SelectMany(c => c.Links)) all.TryAdd(name, path);
                return all;
            }
        }
    }
}
