namespace Argosy.Toolchains.Running;

/// <summary>A call of a compiler, recorded by its wrapper.</summary>
/// <param name="Folder">The working folder.</param>
internal sealed record CompilerCall(string Folder)
{
    private static readonly string[] s_sources =
        [".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".s", ".S", ".m", ".mm", ".i", ".ii"];

    /// <summary>Its arguments.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Environment variables that name folders for it.</summary>
    public List<(string Name, string Value)> Environment { get; } = [];

    /// <summary>Its subject, for messages: the source, else its output.</summary>
    public string Subject => Words.FirstOrDefault(w => !w.StartsWith('-') && s_sources.Contains(Path.GetExtension(w)))
        ?? (Words.IndexOf("-o") is >= 0 and var o && o + 1 < Words.Count ? Words[o + 1] : "a probe of the compiler");

    /// <summary>The calls that one process recorded, in order.</summary>
    public static IReadOnlyList<CompilerCall> ReadAll(string file)
    {
        var calls = new List<CompilerCall>();
        foreach (var entry in File.ReadAllText(file).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = entry[1..];
            if (entry[0] == 'd') calls.Add(new(text));
            else if (calls.Count == 0) continue;
            else if (entry[0] == 'e')
                calls[^1].Environment.Add((text[..text.IndexOf('=')], text[(text.IndexOf('=') + 1)..]));
            else calls[^1].Words.AddRange(Expanded(text, calls[^1].Folder));
        }

        return calls;
    }

    /// <summary>Arguments, with those for the linker as separate words.</summary>
    public List<string> LinkerWordsApart() =>
    [
        .. Words.Where(w => w != "-Xlinker")
            .SelectMany(w => w.StartsWith("-Wl,", StringComparison.Ordinal) ? w[4..].Split(',') : [w]),
    ];

    // A response file that still exists; one that doesn't belonged to a probe.
    private static IEnumerable<string> Expanded(string word, string folder)
    {
        var file = word.StartsWith('@') ? Path.GetFullPath(word[1..], folder) : null;
        return File.Exists(file)
            ? File.ReadAllText(file)
                .Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Select(w => w.Trim('"', '\''))
            : [word];
    }
}
