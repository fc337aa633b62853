using System.Text;
using System.Text.Json;
using Argosy.Site.Documentation.Reading;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Argosy.Site.Documentation.Search;

/// <summary>The texts that the site's search looks through: a part for each heading, and one for each row that defines
/// a name.</summary>
internal static class SearchIndex
{
    /// <summary>The file in the site: a script, since a page that was opened from a disk may read no data.</summary>
    public const string FileName = "assets/search-index.js";

    /// <summary>The script's text.</summary>
    public static string Write(IReadOnlyList<PageText> pages)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var page in pages)
            {
                json.WriteStartArray();
                json.WriteStringValue(page.Page.Output);
                json.WriteStringValue(page.Title);
                foreach (var part in Parts(page))
                {
                    json.WriteStringValue(part.Anchor);
                    json.WriteStringValue(part.Heading);
                    json.WriteStringValue(part.Text);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return $"window.siteIndex={Encoding.UTF8.GetString(bytes.ToArray())};\n";
    }

    /// <summary>The parts of a page in order.</summary>
    public static IEnumerable<(string Anchor, string Heading, string Text)> Parts(PageText page)
    {
        var (anchor, heading) = ("", page.Title);
        var text = new StringBuilder();
        var headings = page.Headings.ToDictionary(h => h.Line);
        var rows = new List<(string, string, string)>();
        foreach (var block in page.Document)
        {
            if (block is HeadingBlock head && headings.TryGetValue(head.Line + 1, out var next))
            {
                if (text.Length > 0 || anchor.Length > 0) yield return (anchor, heading, text.ToString());
                (anchor, heading) = (next.Level == 1 ? "" : next.Anchor, next.Text);
                text.Clear();
            }
            else if (block is Table table)
            {
                foreach (var row in table.OfType<TableRow>())
                {
                    var words = PlainText.Of(row);
                    if (row.Count > 0 && page.Ids.Contains(PlainText.Of((TableCell)row[0])))
                        rows.Add((PlainText.Of((TableCell)row[0]), PlainText.Of((TableCell)row[0]), words));
                    else
                        Append(text, words);
                }
            }
            else
            {
                Append(text, PlainText.Of(block));
            }
        }

        if (text.Length > 0 || anchor.Length > 0) yield return (anchor, heading, text.ToString());
        foreach (var row in rows) yield return row;
    }

    private static void Append(StringBuilder text, string words)
    {
        if (text.Length > 0) text.Append(' ');
        text.Append(words.ReplaceLineEndings(" "));
    }
}
