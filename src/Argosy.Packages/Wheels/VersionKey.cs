using System.Numerics;
using System.Text.RegularExpressions;

namespace Argosy.Packages.Wheels;

/// <summary>The order of Python versions (PEP 440): equal keys are one version in two spellings, such as
/// <c>1.0</c> and <c>1.0.0</c>.</summary>
internal sealed partial class VersionKey : IComparable<VersionKey>, IEquatable<VersionKey>
{
    // Beyond what any version has, and before it.
    private static readonly BigInteger s_last = BigInteger.One << 512;
    private static readonly BigInteger s_first = -BigInteger.One;

    // Epoch, release, pre-release (kind, number), post, dev, local parts; the shorter of two equal beginnings is first.
    private readonly IReadOnlyList<BigInteger> _release;
    private readonly IReadOnlyList<BigInteger> _rest;
    private readonly string _local;

    private VersionKey(Match match)
    {
        var release = match.Groups["release"].Value.Split('.').Select(BigInteger.Parse).ToList();
        while (release.Count > 1 && release[^1].IsZero) release.RemoveAt(release.Count - 1);
        _release = [NumberOf(match.Groups["epoch"], 0), .. release];
        var (pre, post, dev) = (match.Groups["pre"], match.Groups["post"], match.Groups["dev"]);

        // 1.0.dev1 < 1.0a1 < 1.0b1 < 1.0rc1 < 1.0 < 1.0.post1
        var kind = pre.Success ? char.ToLowerInvariant(pre.Value[0]) switch { 'a' => 1, 'b' => 2, _ => 3 }
            : dev.Success && !post.Success ? 0
            : 4;
        _rest =
        [
            kind,
            NumberOf(match.Groups["prenumber"], 0),
            post.Success ? NumberOf(match.Groups["postnumber"], 0) : s_first,
            dev.Success ? NumberOf(match.Groups["devnumber"], 0) : s_last,
        ];
        _local = Separators().Replace(match.Groups["local"].Value.ToLowerInvariant(), ".");
    }

    /// <summary>The key of a version; null if it isn't one.</summary>
    public static VersionKey? TryParse(string version) => Version().Match(version) is { Success: true } match
        ? new(match)
        : null;

    /// <summary>Whether two texts are one version; texts that are none must be equal.</summary>
    public static bool IsSame(string one, string other) =>
        one == other || (TryParse(one) is { } first && first.Equals(TryParse(other)));

    /// <summary>One text for all spellings of a version.</summary>
    public string Canonical => $"{string.Join('.', _release)}/{string.Join('.', _rest)}/{_local}";

    /// <inheritdoc />
    public int CompareTo(VersionKey? other)
    {
        if (other is null) return 1;
        for (var i = 0; i < Math.Max(_release.Count, other._release.Count); i++)
        {
            var compared = Part(_release, i).CompareTo(Part(other._release, i));
            if (compared != 0) return compared;
        }

        foreach (var (one, two) in _rest.Zip(other._rest))
            if (one.CompareTo(two) is not 0 and var compared) return compared;
        return CompareLocal(_local, other._local);
    }

    /// <inheritdoc />
    public bool Equals(VersionKey? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as VersionKey);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_release[1], _rest[0], _rest[1], _local);

    private static BigInteger Part(IReadOnlyList<BigInteger> parts, int index) =>
        index < parts.Count ? parts[index] : BigInteger.Zero;

    // A number is after a word, and more parts after fewer.
    private static int CompareLocal(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0) return one.Length.CompareTo(other.Length);
        var (first, second) = (one.Split('.'), other.Split('.'));
        foreach (var (a, b) in first.Zip(second))
        {
            var compared = (BigInteger.TryParse(a, out var x), BigInteger.TryParse(b, out var y)) switch
            {
                (true, true) => x.CompareTo(y),
                (true, false) => 1,
                (false, true) => -1,
                _ => string.CompareOrdinal(a, b),
            };
            if (compared != 0) return compared;
        }

        return first.Length.CompareTo(second.Length);
    }

    private static BigInteger NumberOf(Group group, BigInteger absent) =>
        group is { Success: true, Length: > 0 } ? BigInteger.Parse(group.Value) : absent;

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();

    // PEP 440, appendix B, with '_' for '-' as file names of wheels have it. The length of numbers is bounded.
    [GeneratedRegex(@"\A\s*v?(?:(?<epoch>[0-9]{1,100})!)?(?<release>[0-9]{1,100}(?:\.[0-9]{1,100}){0,50})"
        + @"(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<prenumber>[0-9]{0,100}))?"
        + @"(?<post>-(?<postnumber>[0-9]{1,100})|[-_.]?(?:post|rev|r)[-_.]?(?<postnumber>[0-9]{0,100}))?"
        + @"(?<dev>[-_.]?dev[-_.]?(?<devnumber>[0-9]{0,100}))?"
        + @"(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
