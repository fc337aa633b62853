namespace Argosy.Platforms.Diagnostics;

/// <summary>The error of someone who asks for a name that isn't on record.</summary>
public static class UnknownName
{
    /// <summary>Error ARG0119, with the nearest name that there is.</summary>
    /// <param name="where">The record, such as the journal's path.</param>
    /// <param name="kind">What the name would be of, such as <c>task</c>.</param>
    /// <param name="name">What was asked for.</param>
    /// <param name="known">The names on record.</param>
    public static ArgosyException In(string where, string kind, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var cells = names.Where(n => n.StartsWith($"{name}-", StringComparison.OrdinalIgnoreCase)).ToList();
        return new(new Diagnostic("ARG0119", new(where), $"no {kind} '{name}' is on record", (cells.Count, Suggestion.TryNearest(name, names)) switch
        {
            ( > 0, _) => $"Name one of: {string.Join(", ", cells)}.",
            (_, { } near) => $"Did you mean '{near}'?",
            _ => "Give a name as the table at a build's end shows it: task, '-' and cell.",
        }));
    }
}
