namespace Argosy.Yaml.Writing;

/// <summary>Breaks sentences into lines.</summary>
public static class Wrapping
{
    /// <summary>The maximum length of a generated line, unless a single word is longer.</summary>
    public const int Columns = 99;

    /// <summary>Lines of at most <paramref name="width"/> characters, broken at single spaces.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0) yield return line;
    }

    /// <summary>The text as comment lines, each paragraph (line of the text) wrapped separately.</summary>
    public static IEnumerable<string> Comment(string text, int indent) =>
        text.Split('\n').SelectMany(p => p.Length == 0 ? ["#"] : Lines(p, Columns - indent - 2).Select(l => $"# {l}"));
}
