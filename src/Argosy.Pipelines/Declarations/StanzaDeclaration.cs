using Argosy.Platforms.Yaml;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Declarations;

/// <summary>One of Zuul's objects with custom attributes, or one for each point of some axes.</summary>
/// <param name="Name">Its name with placeholders, by which others refer to it.</param>
/// <param name="Why">A comment above it.</param>
/// <param name="Over">The axes it is made over.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Comments">Comments inside it, by the key below them, such as <c>vars.a.b</c>.</param>
internal sealed record StanzaDeclaration(
    YamlText Name, YamlText? Why, IReadOnlyList<YamlText> Over, AttributeSet Attributes,
    IReadOnlyList<(YamlText Path, YamlText Text)> Comments)
{
    public static StanzaDeclaration Read(YamlText name, YamlMap map, IReadOnlyList<Attribute> table)
    {
        var stanza = new StanzaDeclaration(
            name, map.Find("why")?.AsText(), [.. map.Find("over")?.AsList().Texts() ?? []],
            AttributeSet.Read(map, table),
            [.. map.Map("comments")?.Entries.Select(e => (e.Key, e.Value.AsText())) ?? []]);
        map.Done();
        return stanza;
    }

    /// <summary>A cell's attributes, with their comments; error ARG0619 for a comment without a key.</summary>
    public IReadOnlyList<Entry> EntriesFor(MatrixCell variation, Func<YamlNode, YamlTree>? jobs = null) =>
        Comments.Aggregate(
            Attributes.For(variation, jobs),
            (entries, c) => YamlComments.Put(entries, c.Path, variation.Fill(c.Text).TrimEnd('\n')));

    /// <summary>The comments above its copies: a comment that all of them share is only above the first.</summary>
    public IEnumerable<(MatrixCell Cell, string? Why)> Commented(IReadOnlyList<MatrixCell> variations)
    {
        var above = "";
        foreach (var variation in variations)
        {
            var why = Why is null ? "" : variation.Fill(Why);
            yield return (variation, why == above ? null : why);
            above = why;
        }
    }
}
