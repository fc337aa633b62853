namespace Argosy.Packages.Wheels.Audit;

/// <summary>The headers of METADATA and WHEEL: as in a mail; the first empty line ends them.</summary>
internal sealed class MailHeaders
{
    private readonly List<(string Name, string Value)> _headers = [];

    public MailHeaders(string text)
    {
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.Length == 0) break;
            if (line[0] is ' ' or '\t')
            {
                if (_headers.Count > 0) _headers[^1] = (_headers[^1].Name, $"{_headers[^1].Value} {line.Trim()}");
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                _headers.Add((line[..colon], line[(colon + 1)..].Trim()));
            }
        }
    }

    /// <summary>All values of a header, in order.</summary>
    public IEnumerable<string> All(string name) =>
        _headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    /// <summary>The first value, or null.</summary>
    public string? First(string name) => All(name).FirstOrDefault();
}
