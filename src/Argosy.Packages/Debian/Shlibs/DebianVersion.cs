namespace Argosy.Packages.Debian.Shlibs;

/// <summary>The order of Debian versions (deb-version(7)): epoch, upstream version, revision.</summary>
internal sealed class DebianVersion : IComparer<string>
{
    /// <summary>The order.</summary>
    public static DebianVersion Order { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var (a, b) = (Parts(x ?? ""), Parts(y ?? ""));
        var epoch = CompareNumbers(a.Epoch, b.Epoch);
        if (epoch != 0) return epoch;
        var upstream = CompareText(a.Upstream, b.Upstream);
        return upstream != 0 ? upstream : CompareText(a.Revision, b.Revision);
    }

    private static (string Epoch, string Upstream, string Revision) Parts(string version)
    {
        var colon = version.IndexOf(':', StringComparison.Ordinal);
        var rest = version[(colon + 1)..];
        var hyphen = rest.LastIndexOf('-');
        return (colon < 0 ? "" : version[..colon], hyphen < 0 ? rest : rest[..hyphen],
            hyphen < 0 ? "" : rest[(hyphen + 1)..]);
    }

    // Non-digits by weight, then digits by value, in turn.
    private static int CompareText(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            while ((i < a.Length && !char.IsAsciiDigit(a[i])) || (j < b.Length && !char.IsAsciiDigit(b[j])))
            {
                var (left, right) = (Weight(a, i), Weight(b, j));
                if (left != right) return left - right;
                (i, j) = (i + 1, j + 1);
            }

            var (x, y) = (Digits(a, i), Digits(b, j));
            var number = CompareNumbers(x, y);
            if (number != 0) return number;
            (i, j) = (i + x.Length, j + y.Length);
        }

        return 0;
    }

    private static string Digits(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return at < text.Length ? text[at..end] : "";
    }

    private static int CompareNumbers(string a, string b)
    {
        var (x, y) = (a.TrimStart('0'), b.TrimStart('0'));
        return x.Length != y.Length ? x.Length - y.Length : string.CompareOrdinal(x, y);
    }

    // '~' before the end, the end and digits before letters, letters before all others.
    private static int Weight(string text, int at) => at >= text.Length || char.IsAsciiDigit(text[at]) ? 0
        : text[at] == '~' ? -1
        : char.IsAsciiLetter(text[at]) ? text[at]
        : text[at] + 256;
}
