namespace Argosy.Yaml.Editing;

/// <summary>A change of a few characters in a text, with the intended meaning.</summary>
/// <param name="Pieces">The new text at each position, and the number of characters it replaces.</param>
/// <param name="Changed">The node that changes.</param>
/// <param name="Form">Its new form, see <see cref="SourceForm"/>.</param>
public sealed record SourceEdit(
    IReadOnlyList<(int At, int Length, string Text)> Pieces, SourceNode Changed, string Form)
{
    /// <summary>The text with the edits; null if the new text wouldn't have exactly the intended meaning.</summary>
    /// <param name="text">The original text.</param>
    /// <param name="root">Its parsed form.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="maxDepth">The depth limit used for reading the text.</param>
    public static string? Apply(string text, SourceNode root, IReadOnlyList<SourceEdit> edits, int maxDepth)
    {
        var edited = text;
        // From the end, so that insertions don't move later positions; of two at one position
        // the second is applied first.
        foreach (var (at, length, piece) in edits.SelectMany(e => e.Pieces).Reverse().OrderByDescending(p => p.At))
            edited = string.Concat(edited.AsSpan(0, at), piece, edited.AsSpan(at + length));
        var expected = SourceForm.Of(root, edits.ToDictionary(e => e.Changed, e => e.Form));
        try
        {
            return SourceDocument.Parse(edited, maxDepth).Root is { } found && SourceForm.Of(found) == expected
                ? edited
                : null;
        }
        catch (YamlSyntaxException)
        {
            return null;
        }
    }
}
