using System.Text;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>The licences that a package's copyright file names.</summary>
/// <param name="Expression">They all as an SPDX expression; null if one of them has no SPDX identifier.</param>
/// <param name="Names">Their names in the file, sorted.</param>
public sealed record PackageLicense(string? Expression, IReadOnlyList<string> Names)
{
    private const string Format = "copyright-format/1.0";

    /// <summary>Reads a copyright file in Debian's machine-readable format (DEP-5); null for any other text.</summary>
    public static PackageLicense? TryRead(byte[] copyright)
    {
        ArgumentNullException.ThrowIfNull(copyright);
        var stanzas = DpkgStatus.Stanzas(Encoding.UTF8.GetString(copyright)).ToList();
        if (stanzas.Count == 0
            || !stanzas[0].GetValueOrDefault("Format", "").Contains(Format, StringComparison.Ordinal))
            return null;
        // Of files, and of the whole package in the header. The other stanzas have the texts of licences.
        var names = stanzas.Where((s, i) => i == 0 || s.ContainsKey("Files"))
            .Select(s => s.GetValueOrDefault("License", "").Split('\n')[0].Trim())
            .Where(n => n.Length > 0)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0) return null;
        var expressions = names.Select(SpdxExpression.TryOf).ToList();
        return new(expressions.Contains(null) ? null : Join(expressions!), names);
    }

    private static string Join(IReadOnlyList<string> expressions)
    {
        var distinct = expressions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (distinct.Count == 1) return distinct[0];
        return string.Join(" AND ", distinct.Select(
            e => e.Contains(" OR ", StringComparison.Ordinal) && !e.StartsWith('(') ? $"({e})" : e));
    }
}
