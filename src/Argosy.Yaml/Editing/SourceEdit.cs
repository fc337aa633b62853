namespace Argosy.Yaml.Editing;

/// <summary>A change of a few characters in a text, with what the text means thereafter.</summary>
/// <param name="Pieces">What is put where, instead of how many characters.</param>
/// <param name="Changed">The node that changes.</param>
/// <param name="Form">The form that it gets, see <see cref="SourceForm"/>.</param>
public sealed record SourceEdit(IReadOnlyList<(int At, int Length, string Text)> Pieces, SourceNode Changed, string Form)
{
    /// <summary>The text with the edits; null where it wouldn't mean what they say, and nothing else.</summary>
    /// <param name="text">The text as it is.</param>
    /// <param name="root">What it holds.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="maxDepth">As the text was read with.</param>
    public static string? Apply(string text, SourceNode root, IReadOnlyList<SourceEdit> edits, int maxDepth)
    {
        var edited = text;
        // From the end on, so that what is put in moves nothing that comes later; of two at one place the second goes first.
        foreach (var (at, length, piece) in edits.SelectMany(e => e.Pieces).Reverse().OrderByDescending(p => p.At))
            edited = string.Concat(edited.AsSpan(0, at), piece, edited.AsSpan(at + length));
        var expected = SourceForm.Of(root, edits.ToDictionary(e => e.Changed, e => e.Form));
        try
        {
            return SourceDocument.Parse(edited, maxDepth).Root is { } found && SourceForm.Of(found) == expected ? edited : null;
        }
        catch (YamlSyntaxException)
        {
            return null;
        }
    }
}
