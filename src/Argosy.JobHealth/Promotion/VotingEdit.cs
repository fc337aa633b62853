using Argosy.JobHealth.Promotion.Configuration;
using Argosy.Yaml;
using Argosy.Yaml.Editing;

namespace Argosy.JobHealth.Promotion;

/// <summary>Writes <c>voting</c> where a job is listed or declared, and leaves everything else unchanged.</summary>
internal static class VotingEdit
{
    private const string Key = "voting";

    // Relative to the name, which is itself two columns after its dash: four in all, as OpenStack writes it.
    private const int Indent = 2;

    /// <summary>A job in a pipeline's list: <c>- name</c> or <c>- name: {…}</c>. Null if it can't be edited.</summary>
    public static TextEdit? OfEntry(
        EditableFile file, SourceSequence list, SourceNode entry, bool votes) => entry switch
        {
            SourceScalar name => list.IsFlow
                ? new(file, [(name.Span.Start, 0, "{"), (name.Span.End, 0, $": {{{Key}: {Spelt(votes)}}}}}")],
                    name, $"{{{SourceForm.Of(name)}:{{{Pair(votes)}}},}}")
                : new(file,
                    [
                        (name.Span.End, 0, ":"),
                    (EndOfLine(file, name.Span.End), 0,
                        $"\n{new string(' ', name.Span.Column + Indent)}{Key}: {Spelt(votes)}")
                    ],
                    name, $"{{{SourceForm.Of(name)}:{{{Pair(votes)}}},}}"),
            SourceMapping { Entries: [(_, SourceMapping attributes)] } => OfMap(file, attributes, votes),
            _ => null,
        };

    /// <summary>A map of attributes: a job's, or those of its entry in a list.</summary>
    /// <param name="file">The file.</param>
    /// <param name="map">The map.</param>
    /// <param name="votes">The new value.</param>
    /// <param name="behind">The key after which a new one is inserted; null for the beginning.</param>
    public static TextEdit? OfMap(EditableFile file, SourceMapping map, bool votes, string? behind = null)
    {
        if (map.Find(Key) is { } written)
            return written is SourceScalar
                ? new(file, [(written.Span.Start, written.Span.End - written.Span.Start, Spelt(votes))], written,
                    SourceForm.Of(Spelt(votes)))
                : null;
        if (map.Entries.Count == 0)
            return map.IsFlow
                ? new(file, [(map.Span.Start + 1, 0, $"{Key}: {Spelt(votes)}")], map, $"{{{Pair(votes)}}}")
                : null;
        var index = behind is null
            ? -1
            : map.Entries.ToList().FindIndex(e => e.Key is SourceScalar s && s.Value == behind);
        var next = map.Entries[Math.Min(index + 1, map.Entries.Count - 1)].Key;
        var forms = map.Entries.Select(e => $"{SourceForm.Of(e.Key)}:{SourceForm.Of(e.Value)},").ToList();
        forms.Insert(map.Entries.ToList().FindIndex(e => ReferenceEquals(e.Key, next)), Pair(votes));
        var separator = map.IsFlow ? ", " : $"\n{new string(' ', next.Span.Column)}";
        return new(file, [(next.Span.Start, 0, $"{Key}: {Spelt(votes)}{separator}")], map,
            $"{{{string.Concat(forms)}}}");
    }

    private static string Spelt(bool votes) => votes ? "true" : "false";

    private static string Pair(bool votes) => $"{SourceForm.Of(Key)}:{SourceForm.Of(Spelt(votes))},";

    // A comment after a name stays on its line.
    private static int EndOfLine(EditableFile file, int at) =>
        file.Text.IndexOf('\n', at) is >= 0 and var end ? end : file.Text.Length;
}
