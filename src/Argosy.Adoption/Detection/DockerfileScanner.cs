using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Argosy.Adoption.Detection;

/// <summary>An instruction of a Dockerfile.</summary>
/// <param name="Name">In capital letters.</param>
/// <param name="Text">What follows it, with continued lines joined.</param>
/// <param name="Line">Its first line, from 1.</param>
internal sealed partial record DockerInstruction(string Name, string Text, int Line)
{
    /// <summary>The items of the JSON form; null for the shell form.</summary>
    public IReadOnlyList<string>? Json
    {
        get
        {
            if (!Text.StartsWith('[')) return null;
            try
            {
                return JsonSerializer.Deserialize<List<string>>(Text);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The words that begin with <c>--</c>, before all others.</summary>
    public IReadOnlyDictionary<string, string> Flags => Leading().Matches(Text)
        .TakeWhile((m, i) =>
            m.Index == 0 || Text[..m.Index].TrimEnd().Split(' ').All(w => w.StartsWith("--", StringComparison.Ordinal)))
        .GroupBy(m => m.Groups[1].Value).ToDictionary(g => g.Key, g => g.Last().Groups[2].Value);

    /// <summary>The text after those.</summary>
    public string Rest => Regex.Replace(Text, @"\A(?:--[a-z-]+(?:=\S*)?\s+)*", "");

    [GeneratedRegex(@"(?<=^|\s)--([a-z-]+)(?:=(\S*))?")]
    private static partial Regex Leading();
}

/// <summary>Splits a Dockerfile into instructions.</summary>
internal static partial class DockerfileScanner
{
    /// <summary>The instructions in order.</summary>
    public static IReadOnlyList<DockerInstruction> Read(string text)
    {
        var instructions = new List<DockerInstruction>();
        var lines = text.Split('\n');
        var escape = Directive().Match(text) is { Success: true } directive ? directive.Groups[1].Value[0] : '\\';
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart() is not { Length: > 0 } first || first[0] == '#') continue;
            var line = i + 1;
            var joined = new StringBuilder();
            while (true)
            {
                var part = lines[i].TrimEnd();
                var isComment = joined.Length > 0 && part.TrimStart().StartsWith('#');
                var goesOn = isComment || part.EndsWith(escape) || (joined.Length > 0 && part.Length == 0);
                if (!isComment) joined.Append(part.EndsWith(escape) ? part[..^1] : part);
                if (!goesOn || i + 1 == lines.Length) break;
                joined.Append(' ');
                i++;
            }

            var whole = joined.ToString().Trim();
            var end = whole.IndexOfAny([' ', '\t']);
            var name = (end < 0 ? whole : whole[..end]).ToUpperInvariant();
            instructions.Add(new(name, end < 0 ? "" : whole[end..].Trim(), line));
            if (name is "RUN" or "COPY" or "ADD" && Heredoc().Match(whole) is { Success: true } here)
            {
                var mark = here.Groups[1].Value;
                while (i + 1 < lines.Length && lines[i + 1].Trim() != mark) i++;
                i++;
            }
        }

        return instructions;
    }

    [GeneratedRegex(@"\A(?:#[^\n]*\n)*?#\s*escape\s*=\s*([\\`])", RegexOptions.IgnoreCase)]
    private static partial Regex Directive();

    [GeneratedRegex("""<<-?["']?([A-Za-z_]\w*)["']?""")]
    private static partial Regex Heredoc();
}
