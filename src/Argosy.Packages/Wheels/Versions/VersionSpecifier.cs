using System.Text.RegularExpressions;

namespace Argosy.Packages.Wheels.Versions;

/// <summary>One clause of a version specifier (PEP 440), such as <c>~=1.4.2</c> or <c>!=2.0.*</c>.</summary>
public sealed partial record VersionSpecifier
{
    private readonly PythonVersion? _version;
    private readonly bool _isPrefix;

    private VersionSpecifier(string comparison, string operand)
    {
        (Comparison, Operand) = (comparison, operand);
        if (comparison == "===") return;
        _isPrefix = operand.EndsWith(".*", StringComparison.Ordinal);
        _version = PythonVersion.Parse(_isPrefix ? operand[..^2] : operand);
    }

    /// <summary>Its operator.</summary>
    public string Comparison { get; }

    /// <summary>The version, or its beginning with <c>.*</c>.</summary>
    public string Operand { get; }

    /// <summary>Parses one clause; null if it isn't one.</summary>
    public static VersionSpecifier? TryParse(string text)
    {
        if (text.Length > 300 || Form().Match(text) is not { Success: true } match) return null;
        return new(match.Groups["op"].Value, match.Groups["operand"].Value);
    }

    /// <summary>Whether a version fulfils it; pre-releases count like others.</summary>
    public bool Allows(PythonVersion version) => Comparison switch
    {
        "===" => string.Equals(version.ToString(), Operand, StringComparison.OrdinalIgnoreCase),
        "==" => IsEqual(version),
        "!=" => !IsEqual(version),
        "~=" => version.WithoutLocal() >= _version! && HasPrefix(version, _version!.Release.Count - 1),
        ">=" => version.WithoutLocal() >= _version!,
        "<=" => version.WithoutLocal() <= _version!,
        "<" => version < _version!
            && (_version!.IsPrerelease || !version.IsPrerelease || version.Base() != _version.Base()),
        _ => version > _version!
            && (_version!.IsPostrelease || !version.IsPostrelease || version.Base() != _version.Base())
            && (version.Local is null || version.Base() != _version.Base()),
    };

    /// <inheritdoc />
    public override string ToString() => Comparison + Operand;

    private bool IsEqual(PythonVersion version) => _isPrefix
        ? HasPrefix(version, _version!.Release.Count)
        : (_version!.Local is null ? version.WithoutLocal() : version) == _version;

    private bool HasPrefix(PythonVersion version, int length) => version.Epoch == _version!.Epoch
        && Enumerable.Range(0, length)
            .All(i => version.Release.ElementAtOrDefault(i) == _version.Release[i]);

    private const string Release = @"v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*";
    private const string Suffix = @"(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?[0-9]*)?"
        + @"(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?(?:[-_.]?dev[-_.]?[0-9]*)?";

    [GeneratedRegex(@"\A\s*(?:(?<op>===)\s*(?<operand>[^\s;)]+)"
        + $@"|(?<op>==|!=)\s*(?<operand>{Release}(?:\.\*|{Suffix}(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?))"
        + $@"|(?<op>~=)\s*(?<operand>v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)+{Suffix})"
        + $@"|(?<op><=|>=|<|>)\s*(?<operand>{Release}{Suffix}))\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>Clauses that must all hold, such as <c>&gt;=3.8,&lt;4</c>: what <c>Requires-Python</c> has.</summary>
/// <param name="Clauses">The clauses; none allows every version.</param>
public sealed record VersionSpecifiers(IReadOnlyList<VersionSpecifier> Clauses)
{
    /// <summary>Parses a list with commas; null if a clause isn't one.</summary>
    public static VersionSpecifiers? TryParse(string text)
    {
        var clauses = new List<VersionSpecifier>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (VersionSpecifier.TryParse(part) is not { } clause) return null;
            clauses.Add(clause);
        }

        return new(clauses);
    }

    /// <summary>Whether a version fulfils all of them.</summary>
    public bool Allows(PythonVersion version) => Clauses.All(c => c.Allows(version));

    /// <inheritdoc />
    public override string ToString() => string.Join(',', Clauses);
}
