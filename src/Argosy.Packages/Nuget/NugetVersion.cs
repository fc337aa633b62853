using System.Globalization;
using System.Text.RegularExpressions;

namespace Argosy.Packages.Nuget;

/// <summary>A package version in NuGet's normal form: no leading zeros, no fourth part of zero, no build metadata.
/// </summary>
/// <remarks>The order is SemVer 2.0's, with letters compared without case as in NuGet.</remarks>
public sealed partial record NugetVersion : IComparable<NugetVersion>
{
    private readonly int[] _numbers;
    private readonly string[] _labels;

    private NugetVersion(int[] numbers, string[] labels)
    {
        _numbers = numbers;
        _labels = labels;
        var parts = numbers[3] == 0 ? numbers.Take(3) : numbers;
        Text = string.Join('.', parts) + (labels.Length == 0 ? "" : "-" + string.Join('.', labels));
    }

    /// <summary>The normal form; addresses and indexes use it in lower case.</summary>
    public string Text { get; }

    /// <summary>Reads a version of one to four numbers with a SemVer label; null for anything else.</summary>
    public static NugetVersion? TryParse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success) return null;
        var numbers = new int[4];
        var parts = match.Groups["numbers"].Value.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return null;
        }

        return new(numbers, match.Groups["labels"] is { Success: true } labels ? labels.Value.Split('.') : []);
    }

    /// <inheritdoc />
    public int CompareTo(NugetVersion? other)
    {
        if (other is null) return 1;
        for (var i = 0; i < 4; i++)
        {
            if (_numbers[i] != other._numbers[i]) return _numbers[i].CompareTo(other._numbers[i]);
        }

        // A version without a label is later than all of its pre-releases.
        if (_labels.Length == 0 || other._labels.Length == 0) return other._labels.Length.CompareTo(_labels.Length);
        var compared = _labels.Zip(other._labels, Compare).FirstOrDefault(c => c != 0);
        return compared != 0 ? compared : _labels.Length.CompareTo(other._labels.Length);
    }

    /// <summary>Whether the first comes before the second.</summary>
    public static bool operator <(NugetVersion a, NugetVersion b) => a.CompareTo(b) < 0;

    /// <summary>Whether the first comes after the second.</summary>
    public static bool operator >(NugetVersion a, NugetVersion b) => a.CompareTo(b) > 0;

    /// <summary>Whether the first doesn't come after the second.</summary>
    public static bool operator <=(NugetVersion a, NugetVersion b) => a.CompareTo(b) <= 0;

    /// <summary>Whether the first doesn't come before the second.</summary>
    public static bool operator >=(NugetVersion a, NugetVersion b) => a.CompareTo(b) >= 0;

    /// <inheritdoc />
    public bool Equals(NugetVersion? other) => CompareTo(other) == 0;

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    /// <inheritdoc />
    public override string ToString() => Text;

    // Numbers by value and before words.
    private static int Compare(string a, string b) => (int.TryParse(a, out var x), int.TryParse(b, out var y)) switch
    {
        (true, true) => x.CompareTo(y),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.Compare(a, b, StringComparison.OrdinalIgnoreCase),
    };

    [GeneratedRegex(@"\A(?<numbers>[0-9]+(?:\.[0-9]+){0,3})(?:-(?<labels>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?\z")]
    private static partial Regex Form();
}
