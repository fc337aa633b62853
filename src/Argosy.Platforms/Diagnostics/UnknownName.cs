namespace Argosy.Platforms.Diagnostics;

/// <summary>The error for a name without a record.</summary>
public static class UnknownName
{
    /// <summary>Error ARG0119, with the nearest known name.</summary>
    /// <param name="where">The record, such as the journal's path.</param>
    /// <param name="kind">The kind of name, such as <c>task</c>.</param>
    /// <param name="name">The requested name.</param>
    /// <param name="known">The known names.</param>
    public static ArgosyException In(string where, string kind, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var cells = names.Where(n => n.StartsWith($"{name}-", StringComparison.OrdinalIgnoreCase)).ToList();
        return new(new Diagnostic("ARG0119", new(where), $"no {kind} '{name}' is on record",
            (cells.Count, Suggestion.TryNearest(name, names)) switch
            {
                ( > 0, _) => $"Name one of: {string.Join(", ", cells)}.",
                (_, { } near) => $"Did you mean '{near}'?",
                _ => "Give a name as the table at a build's end shows it: task, '-' and cell.",
            }));
    }
}
