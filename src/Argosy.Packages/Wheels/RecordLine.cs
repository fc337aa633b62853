using System.Text;

namespace Argosy.Packages.Wheels;

/// <summary>A line of a wheel's RECORD: comma-separated path, digest and size.</summary>
internal static class RecordLine
{
    /// <summary>The line's fields; null if there aren't three.</summary>
    public static (string Path, string Digest, string Size)? Parse(string line) =>
        Fields(line) is [var path, var digest, var size] ? (path, digest, size) : null;

    // RFC 4180, as Python's csv module writes it.
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(line[i]);
        }

        fields.Add(field.ToString());
        return quoted ? [] : fields;
    }
}
