using Argosy.Pipelines.Promotion.Configuration;

namespace Argosy.Pipelines.Promotion;

/// <summary>Writes <c>voting</c> where a job is listed or declared, and leaves all else as people wrote it.</summary>
internal static class VotingEdit
{
    private const string Key = "voting";

    // Behind a name that itself stands two behind its dash: four in all, as OpenStack writes it.
    private const int Indent = 2;
    private static readonly Dictionary<TextNode, string> s_nothing = [];

    /// <summary>A job in a pipeline's list: <c>- name</c> or <c>- name: {…}</c>. Null for what can't be edited.</summary>
    public static TextEdit? OfEntry(ZuulFile file, TextList list, TextNode entry, bool votes) => entry switch
    {
        TextScalar name => list.IsFlow
            ? new(file, [(name.Start, 0, "{"), (name.End, 0, $": {{{Key}: {Spelt(votes)}}}}}")], name, $"{{{name.Form(s_nothing)}:{{{Pair(votes)}}},}}")
            : new(file, [(name.End, 0, ":"), (EndOfLine(file, name.End), 0, $"\n{new string(' ', name.Column + Indent)}{Key}: {Spelt(votes)}")],
                name, $"{{{name.Form(s_nothing)}:{{{Pair(votes)}}},}}"),
        TextMap { Entries: [(_, TextMap attributes)] } => OfMap(file, attributes, votes),
        _ => null,
    };

    /// <summary>A map of attributes: a job's, or those of its entry in a list.</summary>
    /// <param name="file">The file.</param>
    /// <param name="map">The map.</param>
    /// <param name="votes">What is to hold.</param>
    /// <param name="behind">The key behind which a new one goes; null for the beginning.</param>
    public static TextEdit? OfMap(ZuulFile file, TextMap map, bool votes, string? behind = null)
    {
        if (map.Find(Key) is { } written)
            return written is TextScalar ? new(file, [(written.Start, written.End - written.Start, Spelt(votes))], written, TextScalar.FormOf(Spelt(votes))) : null;
        if (map.Entries.Count == 0) return map.IsFlow ? new(file, [(map.Start + 1, 0, $"{Key}: {Spelt(votes)}")], map, $"{{{Pair(votes)}}}") : null;
        var index = behind is null ? -1 : map.Entries.ToList().FindIndex(e => e.Key is TextScalar s && s.Value == behind);
        var next = map.Entries[Math.Min(index + 1, map.Entries.Count - 1)].Key;
        var forms = map.Entries.Select(e => $"{e.Key.Form(s_nothing)}:{e.Value.Form(s_nothing)},").ToList();
        forms.Insert(map.Entries.ToList().FindIndex(e => ReferenceEquals(e.Key, next)), Pair(votes));
        var separator = map.IsFlow ? ", " : $"\n{new string(' ', next.Column)}";
        return new(file, [(next.Start, 0, $"{Key}: {Spelt(votes)}{separator}")], map, $"{{{string.Concat(forms)}}}");
    }

    private static string Spelt(bool votes) => votes ? "true" : "false";

    private static string Pair(bool votes) => $"{TextScalar.FormOf(Key)}:{TextScalar.FormOf(Spelt(votes))},";

    // A comment behind a name stays in its line.
    private static int EndOfLine(ZuulFile file, int at) => file.Text.IndexOf('\n', at) is >= 0 and var end ? end : file.Text.Length;
}
