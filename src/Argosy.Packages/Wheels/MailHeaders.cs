namespace Argosy.Packages.Wheels;

/// <summary>The headers of METADATA, PKG-INFO and WHEEL: as in a mail; the first empty line ends them and, in METADATA,
/// starts the description.</summary>
/// <remarks>Control files of Debian packages have another format (deb822), which dpkg reads.</remarks>
internal sealed class MailHeaders
{
    private readonly List<(string Name, string Value)> _headers = [];

    public MailHeaders(string text)
        : this(new StringReader(text))
    {
    }

    /// <summary>Reads to the end of the headers.</summary>
    public MailHeaders(TextReader text)
    {
        while (text.ReadLine() is { Length: > 0 } line)
        {
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
