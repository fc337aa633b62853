using Argosy.JobHealth.Promotion.Configuration;
using Argosy.Platforms.Diagnostics;
using Argosy.Yaml;
using Argosy.Yaml.Editing;

namespace Argosy.JobHealth.Promotion;

/// <summary>An edit of a file.</summary>
/// <param name="File">The current file.</param>
/// <param name="Edit">The change.</param>
internal sealed record TextEdit(EditableFile File, SourceEdit Edit)
{
    public TextEdit(
        EditableFile file, IReadOnlyList<(int At, int Length, string Text)> pieces, SourceNode changed, string form)
        : this(file, new SourceEdit(pieces, changed, form))
    {
    }

    /// <summary>A file with several changes. Error ARG0690 if the new text has another meaning than intended: then
    /// nothing is written.</summary>
    public static string Apply(EditableFile file, IReadOnlyList<TextEdit> edits) =>
        SourceEdit.Apply(file.Text, file.Root!, [.. edits.Select(e => e.Edit)], EditableFile.MaxDepth)
        ?? throw new ArgosyException(new Diagnostic("ARG0690", new(file.Name, edits[0].Edit.Changed.Line),
            "an edit here would change more than a vote", "Set 'voting' by hand."));
}
