using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>A wheel's RECORD: the digest and size of each of its files (PEP 376, PEP 427).</summary>
internal sealed class WheelRecordFile
{
    /// <summary>Its name in the <c>.dist-info</c> folder.</summary>
    public const string FileName = "RECORD";

    private readonly Dictionary<string, (string Hash, string Size)> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly string _folder;

    /// <summary>Reads it. Error ARG0571 if it is missing or has a file twice.</summary>
    public WheelRecordFile(WheelArchive archive)
    {
        _folder = archive.DistInfo;
        foreach (var raw in archive.Text($"{_folder}/{FileName}").Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.Length == 0) continue;
            var fields = Fields(line);
            if (fields.Count < 3 || !_lines.TryAdd(fields[0], (fields[1], fields[2])))
                throw new ArgosyException(new Diagnostic("ARG0571", new($"{_folder}/{FileName}"),
                    $"'{WheelArchive.Shown(line)}' is no line of a RECORD, or names a file for the second time",
                    "Build it again."));
        }
    }

    /// <summary>How a file differs from its line, a sentence; null if it doesn't.</summary>
    public string? ProblemOf(string path, byte[] sha256, long size)
    {
        _seen.Add(path);
        if (path.StartsWith($"{_folder}/{FileName}", StringComparison.Ordinal)) return null;
        if (!_lines.TryGetValue(path, out var line)) return $"Its RECORD doesn't list {WheelArchive.Shown(path)}.";
        return line.Hash != HashOf(sha256)
            || (line.Size.Length > 0 && line.Size != size.ToString(CultureInfo.InvariantCulture))
                ? $"Its RECORD has another digest or size for {WheelArchive.Shown(path)}."
                : null;
    }

    /// <summary>Listed files that <see cref="ProblemOf"/> wasn't asked about, sorted.</summary>
    public IEnumerable<string> Missing() =>
        _lines.Keys.Where(p => !_seen.Contains(p)).Order(StringComparer.Ordinal).Select(WheelArchive.Shown);

    /// <summary>A digest as RECORD writes it.</summary>
    public static string HashOf(byte[] sha256) => $"sha256={Base64Url.EncodeToString(sha256)}";

    /// <summary>The fields of a line, as CSV.</summary>
    public static IReadOnlyList<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
