using System.Text;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>Reads dpkg's record of installed packages (deb822 stanzas).</summary>
internal static class DpkgStatus
{
    /// <summary>The installed packages of a status file, in its order.</summary>
    public static IReadOnlyList<DebianPackage> Read(byte[] status)
    {
        var stanzas = Stanzas(Encoding.UTF8.GetString(status)).Where(IsInstalled).ToList();
        var provided = stanzas.Select(s => s["Package"]).ToHashSet(StringComparer.Ordinal);
        return [.. stanzas.Select(s => Package(s, provided))];
    }

    /// <summary>The stanzas of a deb822 text; continuation lines belong to their field.</summary>
    internal static IEnumerable<IReadOnlyDictionary<string, string>> Stanzas(string text)
    {
        var stanza = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = "";
        foreach (var line in text.Split('\n').Append(""))
        {
            if (line.AsSpan().Trim().IsEmpty)
            {
                if (stanza.Count > 0) yield return stanza;
                stanza = new(StringComparer.OrdinalIgnoreCase);
                last = "";
            }
            else if (line[0] is ' ' or '\t')
            {
                if (last.Length > 0) stanza[last] += "\n" + line.TrimEnd();
            }
            else if (line[0] != '#' && line.IndexOf(':') is > 0 and var colon)
            {
                last = line[..colon];
                stanza[last] = line[(colon + 1)..].Trim();
            }
        }
    }

    private static bool IsInstalled(IReadOnlyDictionary<string, string> stanza) =>
        stanza.ContainsKey("Package") && stanza.ContainsKey("Version")
        // Images for scanners alone have a stanza per file, without a status.
        && (!stanza.TryGetValue("Status", out var status) || status.EndsWith(" installed", StringComparison.Ordinal));

    private static DebianPackage Package(IReadOnlyDictionary<string, string> stanza, HashSet<string> installed)
    {
        var package = new DebianPackage(
            stanza["Package"], stanza["Version"], stanza.GetValueOrDefault("Architecture") ?? "all")
        {
            Maintainer = stanza.GetValueOrDefault("Maintainer"),
            DependsOn = [.. Dependencies(stanza).Where(installed.Contains).Distinct().Order(StringComparer.Ordinal)],
        };
        // "glibc", or "gcc-12 (12.2.0-14)" where the versions differ.
        return stanza.GetValueOrDefault("Source")?.Split(' ', 2) switch
        {
            null => package,
            [var source] => package with { Source = source },
            [var source, var version] =>
                package with { Source = source, SourceVersion = version.Trim('(', ')', ' ') },
            _ => package,
        };
    }

    private static IEnumerable<string> Dependencies(IReadOnlyDictionary<string, string> stanza) =>
        from field in (string[])["Pre-Depends", "Depends"]
        from clause in (stanza.GetValueOrDefault(field) ?? "").Split(',', '|')
        let name = clause.Trim().Split([' ', '(', ':'], 2)[0]
        where name.Length > 0
        select name;
}
