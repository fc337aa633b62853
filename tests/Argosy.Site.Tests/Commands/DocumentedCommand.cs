using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Site.Tests.Commands;

/// <summary>A command in a code block of the documentation.</summary>
/// <param name="File">The page.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Words">The program and its arguments.</param>
internal sealed partial record DocumentedCommand(string File, int Line, IReadOnlyList<string> Words)
{
    public override string ToString() => $"{File}:{Line} {string.Join(' ', Words)}";

    /// <summary>The commands of all pages, README and CONTRIBUTING: those of blocks marked <c>sh</c>, and
    /// lines after <c>$</c> of those marked <c>console</c>.</summary>
    public static IReadOnlyList<DocumentedCommand> All { get; } =
        [.. Pages().SelectMany(f => Of(f, TextOf(f)))];

    /// <summary>Lines of blocks without a mark that look like commands.</summary>
    public static IReadOnlyList<string> Unmarked { get; } =
        [.. Pages().SelectMany(f => Blocks(TextOf(f)).Where(b => b.Language.Length == 0)
            .SelectMany(b => b.Lines.Where(l => LooksLikeCommand().IsMatch(l.Text))
                .Select(l => $"{f}:{l.Number} {l.Text}")))];

    /// <summary>The commands of a text.</summary>
    public static IEnumerable<DocumentedCommand> Of(string file, string text)
    {
        foreach (var block in Blocks(text).Where(b => b.Language is "sh" or "console"))
        {
            for (var i = 0; i < block.Lines.Count; i++)
            {
                var (number, line) = block.Lines[i];
                // Beside a command, such a block has its output.
                if (block.Language == "console" && !line.StartsWith("$ ", StringComparison.Ordinal)) continue;
                if (block.Language == "console") line = line[2..];
                while (line.EndsWith('\\') && i + 1 < block.Lines.Count)
                    line = line[..^1] + block.Lines[++i].Text.Trim();
                foreach (var words in Split(line)) yield return new(file, number, words);
            }
        }
    }

    /// <summary>The commands of a line: quotes are resolved, comments, redirections and variables before a command left
    /// out.</summary>
    internal static IEnumerable<IReadOnlyList<string>> Split(string line)
    {
        var words = new List<string>();
        foreach (Match match in Word().Matches(line))
        {
            if (match.Groups["comment"].Success) break;
            if (match.Groups["end"].Success)
            {
                if (words.Count > 0) yield return words;
                words = [];
            }
            else if (match.Groups["word"].Success && (words.Count > 0 || !Assignment().IsMatch(match.Value)))
            {
                words.Add(Unquoted(match.Value));
            }
        }

        if (words.Count > 0) yield return words;
    }

    private static string Unquoted(string word)
    {
        var text = new StringBuilder();
        char? quote = null;
        foreach (var c in word)
        {
            if (quote is null && c is '\'' or '"') quote = c;
            else if (c == quote) quote = null;
            else text.Append(c);
        }

        return text.ToString();
    }

    private sealed record Block(string Language, IReadOnlyList<(int Number, string Text)> Lines);

    private static IEnumerable<Block> Blocks(string text)
    {
        List<(int, string)>? lines = null;
        var language = "";
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (!line.StartsWith("```", StringComparison.Ordinal)) lines?.Add((index + 1, line));
            else if (lines is null) (lines, language) = ([], line[3..].Trim());
            else
            {
                yield return new(language, lines);
                lines = null;
            }
        }
    }

    private static IEnumerable<string> Pages() => Directory
        .EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Repository.Root, f))
        .Concat(["README.md", "CONTRIBUTING.md", "bench/README.md"])
        .Order(StringComparer.Ordinal);

    private static string TextOf(string page) => System.IO.File.ReadAllText(Repository.At(page));

    [GeneratedRegex("""(?<comment>(?<=^|\s)#)|(?<end>&&|\|\||[|;])|(?<redirection>\d?>>?\s*\S+|<\s*\S+)|(?<word>(?:[^\s"'|;&<>]|"[^"]*"|'[^']*'|&(?!&))+)""")]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(\$ )?(\./build\.sh|argosy|dotnet (run|test|new|tool|cake|format)) ")]
    private static partial Regex LooksLikeCommand();
}
