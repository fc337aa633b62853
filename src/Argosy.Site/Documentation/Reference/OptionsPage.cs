using System.Text;
using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Site.Documentation.Reference;

/// <summary>The reference of a build script's options, from its own help text: the lines after <c>usage:</c>.</summary>
internal static partial class OptionsPage
{
    /// <summary>An option.</summary>
    /// <param name="Names">As the help text writes them.</param>
    /// <param name="Meaning">What it does.</param>
    internal sealed record Option(string Names, string Meaning);

    /// <summary>The page as Markdown. Error ARG0976 if the script has no such text.</summary>
    /// <param name="script">The script's text.</param>
    /// <param name="file">Its path, for errors and the page.</param>
    public static string Write(string script, string file)
    {
        var options = Read(script);
        if (options.Count == 0)
            throw new ArgosyException(new Diagnostic("ARG0976", new(file), "it has no help text with options",
                "Let it contain lines '  --option=VALUE  what it does' after a line that begins with 'usage:'."));
        var text = new StringBuilder($"# Options of {Path.GetFileName(file)}\n`./{file} --help` prints the same.\n\n");
        text.Append("| option | meaning |\n|---|---|\n");
        foreach (var option in options)
            text.Append($"| {Code(option.Names)} | {Cell(option.Meaning)} |\n");
        return text.ToString();
    }

    /// <summary>The options of a help text.</summary>
    public static IReadOnlyList<Option> Read(string script)
    {
        var options = new List<Option>();
        foreach (var line in script.Split('\n')
            .SkipWhile(l => !l.StartsWith("usage:", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => l.Length == 0 || l[0] == ' '))
        {
            if (Beginning().Match(line) is { Success: true } begun)
                options.Add(new(begun.Groups["names"].Value, begun.Groups["meaning"].Value));
            else if (options.Count > 0 && line.Trim() is { Length: > 0 } more)
                options[^1] = options[^1] with { Meaning = $"{options[^1].Meaning} {more}".Trim() };
        }

        return options;
    }

    private static string Code(string names) =>
        string.Join(", ", names.Split(", ").Select(MarkdownText.Code));

    private static string Cell(string text) =>
        Literal().Replace(text, "`$0`").Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex(@"^  (?<names>\([^)]*\)|(?:-\S+, )*-\S*[^\s,])(?: +(?<meaning>\S.*))?$")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\$[A-Z_]+(=\d+)?|--[a-z][a-z-]*(=[A-Za-z]+)?|\.argosy/\S+/|\bmirrors/mirrors\.yaml\b")]
    private static partial Regex Literal();
}
