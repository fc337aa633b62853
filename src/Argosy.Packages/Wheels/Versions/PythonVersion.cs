using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Packages.Wheels.Versions;

/// <summary>A version of a Python project (PEP 440). Equal ones may be written differently: <c>1.0</c> and
/// <c>1.0.0</c>.</summary>
public sealed partial class PythonVersion : IComparable<PythonVersion>, IEquatable<PythonVersion>
{
    private const int Longest = 200;

    private readonly BigInteger _epoch;
    private readonly BigInteger[] _release;
    private readonly (string Letter, BigInteger Number)? _pre;
    private readonly BigInteger? _post;
    private readonly BigInteger? _dev;
    private readonly string[] _local;

    private PythonVersion(Match match)
    {
        _epoch = match.Groups["epoch"] is { Success: true } epoch ? Number(epoch.Value) : 0;
        _release = [.. match.Groups["release"].Value.Split('.').Select(Number)];
        _pre = match.Groups["pre"].Success
            ? (Letter(match.Groups["letter"].Value), Number(match.Groups["prenumber"].Value))
            : null;
        _post = match.Groups["post"].Success
            ? Number(match.Groups["postdash"].Value + match.Groups["postnumber"].Value)
            : null;
        _dev = match.Groups["dev"].Success ? Number(match.Groups["devnumber"].Value) : null;
        _local = match.Groups["local"] is { Success: true } local
            ? [.. local.Value.ToLowerInvariant().Split('.', '-', '_').Select(Plain)]
            : [];
        Public = PublicText();
    }

    /// <summary>The version without its local label, in its normal spelling.</summary>
    public string Public { get; }

    /// <summary>The local label, such as <c>ubuntu.1</c>; null if there is none.</summary>
    public string? Local => _local.Length == 0 ? null : string.Join('.', _local);

    /// <summary>Whether it comes before a release: it has a pre-release or development part.</summary>
    public bool IsPrerelease => _pre is not null || _dev is not null;

    internal bool IsPostrelease => _post is not null;

    internal BigInteger Epoch => _epoch;

    internal IReadOnlyList<BigInteger> Release => _release;

    /// <summary>Parses any spelling that PEP 440 allows; null for others.</summary>
    public static PythonVersion? TryParse(string text)
    {
        if (text.Length > Longest) return null;
        var match = Form().Match(text);
        return match.Success ? new(match) : null;
    }

    /// <summary>Parses a text that is a version.</summary>
    /// <exception cref="FormatException">It isn't one.</exception>
    public static PythonVersion Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' isn't a version of PEP 440");

    /// <summary>Whether two texts are one version; texts that are none must be equal.</summary>
    public static bool IsSame(string one, string other) =>
        one == other || (TryParse(one) is { } version && version.Equals(TryParse(other)));

    /// <summary>The same without its local label.</summary>
    internal PythonVersion WithoutLocal() => _local.Length == 0 ? this : Parse(Public);

    /// <summary>Epoch and release alone.</summary>
    internal PythonVersion Base() => Parse(ReleaseText());

    /// <summary>The order of PEP 440.</summary>
    public int CompareTo(PythonVersion? other)
    {
        if (other is null) return 1;
        var order = _epoch.CompareTo(other._epoch);
        if (order == 0) order = Compare(_release, other._release);
        if (order == 0) order = PreRank.CompareTo(other.PreRank);
        if (order == 0) order = (_pre?.Number ?? 0).CompareTo(other._pre?.Number ?? 0);
        if (order == 0) order = (_post ?? -1).CompareTo(other._post ?? -1);
        if (order == 0) order = CompareLast(_dev, other._dev);
        return order == 0 ? CompareLocal(_local, other._local) : order;
    }

    /// <inheritdoc />
    public bool Equals(PythonVersion? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as PythonVersion);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_epoch);
        foreach (var part in Trimmed(_release)) hash.Add(part);
        hash.Add(_pre);
        hash.Add(_post);
        hash.Add(_dev);
        foreach (var part in _local) hash.Add(part, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>Its normal spelling.</summary>
    public override string ToString() => Local is null ? Public : $"{Public}+{Local}";

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(PythonVersion? left, PythonVersion? right) => Equals(left, right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(PythonVersion? left, PythonVersion? right) => !Equals(left, right);

    /// <summary>The order of PEP 440.</summary>
    public static bool operator <(PythonVersion left, PythonVersion right) => left.CompareTo(right) < 0;

    /// <summary>The order of PEP 440.</summary>
    public static bool operator <=(PythonVersion left, PythonVersion right) => left.CompareTo(right) <= 0;

    /// <summary>The order of PEP 440.</summary>
    public static bool operator >(PythonVersion left, PythonVersion right) => left.CompareTo(right) > 0;

    /// <summary>The order of PEP 440.</summary>
    public static bool operator >=(PythonVersion left, PythonVersion right) => left.CompareTo(right) >= 0;

    // 1.0.dev1 comes before 1.0a1, and 1.0 after 1.0rc1.
    private int PreRank => _pre switch
    {
        { Letter: "a" } => 1,
        { Letter: "b" } => 2,
        { } => 3,
        null => _post is null && _dev is not null ? 0 : 4,
    };

    private static int Compare(BigInteger[] left, BigInteger[] right)
    {
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var order = left.ElementAtOrDefault(i).CompareTo(right.ElementAtOrDefault(i));
            if (order != 0) return order;
        }

        return 0;
    }

    private static int CompareLast(BigInteger? left, BigInteger? right) => (left, right) switch
    {
        ({ } l, { } r) => l.CompareTo(r),
        (null, null) => 0,
        (null, _) => 1,
        _ => -1,
    };

    // A label before none, a longer one after its beginning, numbers after words.
    private static int CompareLocal(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var (l, r) = (left[i], right[i]);
            var order = (IsNumber(l), IsNumber(r)) switch
            {
                (true, true) => Number(l).CompareTo(Number(r)),
                (true, false) => 1,
                (false, true) => -1,
                _ => string.CompareOrdinal(l, r),
            };
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static IEnumerable<BigInteger> Trimmed(BigInteger[] release)
    {
        var length = release.Length;
        while (length > 1 && release[length - 1].IsZero) length--;
        return release.Take(length);
    }

    private static string Plain(string part) =>
        IsNumber(part) ? Number(part).ToString(CultureInfo.InvariantCulture) : part;

    private static bool IsNumber(string part) => part.All(char.IsAsciiDigit);

    private static BigInteger Number(string digits) =>
        digits.Length == 0 ? 0 : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Letter(string word) => word.ToLowerInvariant() switch
    {
        "a" or "alpha" => "a",
        "b" or "beta" => "b",
        _ => "rc",
    };

    private string ReleaseText() => (_epoch.IsZero ? "" : $"{_epoch}!") + string.Join('.', _release);

    private string PublicText()
    {
        var text = new StringBuilder(ReleaseText());
        if (_pre is { } pre) text.Append(CultureInfo.InvariantCulture, $"{pre.Letter}{pre.Number}");
        if (_post is { } post) text.Append(CultureInfo.InvariantCulture, $".post{post}");
        if (_dev is { } dev) text.Append(CultureInfo.InvariantCulture, $".dev{dev}");
        return text.ToString();
    }

    // PEP 440's own expression, appendix B.
    [GeneratedRegex(@"\A\s*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\.[0-9]+)*)"
        + @"(?<pre>[-_.]?(?<letter>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<prenumber>[0-9]+)?)?"
        + @"(?<post>-(?<postdash>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postnumber>[0-9]+)?)?"
        + @"(?<dev>[-_.]?dev[-_.]?(?<devnumber>[0-9]+)?)?"
        + @"(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
