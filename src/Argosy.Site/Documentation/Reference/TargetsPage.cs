using System.Text;

namespace Argosy.Site.Documentation.Reference;

/// <summary>The reference of a build's targets.</summary>
internal static class TargetsPage
{
    private const int MostNamed = 12;

    /// <summary>The page as Markdown.</summary>
    public static string Write(IEnumerable<TargetEntry> targets)
    {
        var text = new StringBuilder("""
            # Targets
            The targets of this project, from its task classes and its model. A cell is the task of one artifact; an
            aggregate names several cells, all of an item, a platform or an architecture.

            """).Append('\n');
        var all = targets.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        Write(text, "For this model", all.Where(t => t.Exists && !t.IsOwn));
        Write(text, "The project's own", all.Where(t => t.Exists && t.IsOwn));
        var absent = all.Where(t => !t.Exists).ToList();
        if (absent.Count == 0) return text.ToString();
        text.Append("## Not in this project\nTargets that a project has once it declares what they make.\n\n");
        text.Append("| target | what it does |\n|---|---|\n");
        foreach (var target in absent) text.Append($"| `{target.Name}` | {MarkdownText.Plain(target.Description)} |\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, string title, IEnumerable<TargetEntry> targets)
    {
        var list = targets.ToList();
        if (list.Count == 0) return;
        text.Append($"## {title}\n\n");
        foreach (var target in list)
        {
            text.Append($"### {target.Name}\n{MarkdownText.Plain(target.Description)}.\n\n");
            Names(text, "Aggregates", target.Aggregates);
            Names(text, "Cells", target.Cells);
        }
    }

    private static void Names(StringBuilder text, string what, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return;
        text.Append($"{what}: ").AppendJoin(", ", names.Take(MostNamed).Select(n => $"`{n}`"));
        if (names.Count > MostNamed) text.Append($" and {names.Count - MostNamed} more");
        text.Append("\n\n");
    }
}
