using System.Text;

namespace Argosy.Images.Finish;

/// <summary>A line of systemd's configuration of users and files: words separated by blanks, with quotes.</summary>
internal static class ConfigurationLine
{
    /// <summary>The words; none for a comment.</summary>
    public static IReadOnlyList<string> Words(string line)
    {
        if (line.TrimStart().StartsWith('#')) return [];
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        var isWord = false;
        foreach (var c in line)
        {
            if (quote is null && c is '"' or '\'') (quote, isWord) = (c, true);
            else if (c == quote) quote = null;
            else if (quote is null && char.IsWhiteSpace(c))
            {
                if (isWord) words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord) words.Add(word.ToString());
        return words;
    }
}
