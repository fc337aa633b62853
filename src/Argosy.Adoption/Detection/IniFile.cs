using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>A file of sections with keys, as setuptools and Python's configparser read it.</summary>
internal sealed class IniFile
{
    private readonly Dictionary<(string Section, string Key), Guess> _values = [];

    private IniFile()
    {
    }

    /// <summary>Reads a file; null if there is none. A line that is neither a section nor a key is a finding, after
    /// which nothing counts.</summary>
    public static IniFile? Read(ProjectFiles files, Findings findings, string path)
    {
        if (files.Text(path) is not { } text) return null;
        var file = new IniFile();
        var section = "";
        foreach (var (index, line) in text.Split('\n').Index())
        {
            // An indented line continues the value before it.
            if (line.Length == 0 || line[0] is '#' or ';' || char.IsWhiteSpace(line[0])) continue;
            var sign = line.IndexOfAny(['=', ':']);
            if (line[0] == '['
                && line.IndexOf(']', StringComparison.Ordinal) is > 1 and var end) section = line[1..end];
            else if (sign > 0 && section.Length > 0)
                file._values.TryAdd((section, line[..sign].Trim().ToLowerInvariant()),
                    new(line[(sign + 1)..].Trim(), $"{path}:{index + 1}"));
            else
            {
                findings.Malformed(path, index + 1, "the line is neither a section nor a key");
                break;
            }
        }

        return file;
    }

    /// <summary>The first line of a key's value; null if there is none.</summary>
    public Guess? Find(string section, string key) =>
        _values.GetValueOrDefault((section, key)) is { Value.Length: > 0 } value ? value : null;
}
