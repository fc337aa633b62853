using Argosy.Pipelines.Promotion.Configuration;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Pipelines.Promotion;

/// <summary>A change of a few characters in a file, with what the file means thereafter.</summary>
/// <param name="File">The file as it is.</param>
/// <param name="Pieces">What is put where, instead of how many characters.</param>
/// <param name="Changed">The piece of the structure that changes.</param>
/// <param name="Form">What it becomes.</param>
internal sealed record TextEdit(ZuulFile File, IReadOnlyList<(int At, int Length, string Text)> Pieces, TextNode Changed, string Form)
{
    /// <summary>A file with several changes. Error ARG0690 where the new text doesn't mean what it should: then nothing is
    /// written.</summary>
    public static string Apply(ZuulFile file, IReadOnlyList<TextEdit> edits)
    {
        var text = file.Text;
        // From the end on, so that what is put in moves nothing that comes later; of two at one place the second goes first.
        foreach (var (at, length, piece) in edits.SelectMany(e => e.Pieces).Reverse().OrderByDescending(p => p.At))
            text = string.Concat(text.AsSpan(0, at), piece, text.AsSpan(at + length));
        var wanted = file.Root!.Form(edits.ToDictionary(e => e.Changed, e => e.Form));
        return PositionedYaml.Parse(text, file.Name)?.Form(new Dictionary<TextNode, string>()) == wanted ? text : throw new ArgosyException(
            new Diagnosis("ARG0690", new(file.Name, edits[0].Changed.Line), "an edit here would change more than a vote", "Set 'voting' by hand."));
    }
}
