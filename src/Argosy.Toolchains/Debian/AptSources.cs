using Argosy.Platforms;

namespace Argosy.Toolchains.Debian;

/// <summary>Reads Debian's archives from the machine's own apt configuration.</summary>
/// <remarks>Formats: sources.list(5), both the one-line style and deb822. Only Debian's own archive is used: roots
/// contain no packages of another vendor's repository.</remarks>
internal static class AptSources
{
    private static readonly string[] s_releases = ["stable", "oldstable", "oldoldstable", "testing", "unstable", "sid"];

    /// <summary>The suites of a platform on the mirrors that this machine uses; empty if it names none.</summary>
    public static IReadOnlyList<AptSource> ForPlatform(Platform platform, string? mirror, string aptFolder = "/etc/apt")
    {
        var own = Read(aptFolder);
        if (mirror is not null)
        {
            // A mirror of the archive seldom has the security archive, for which the machine's address is kept.
            var uri = mirror.TrimEnd('/');
            own = [(uri, SuiteKind.Main), (uri, SuiteKind.Updates), .. own.Where(e => e.Kind == SuiteKind.Security)];
        }

        var codename = platform.Distribution.Codename;
        return own.Any(e => e.Kind == SuiteKind.Main)
            ?
            [
                .. own.Select(e => new AptSource(e.Uri, SuiteName(codename, e.Kind), e.Kind))
                    .Distinct()
                    .OrderBy(s => s.Kind)
            ]
            : [];
    }

    /// <summary>Parses a line in the form of this class or of mmdebstrap's defaults.</summary>
    public static IReadOnlyList<AptSource> Parse(string sourcesList) =>
        [.. Entries(sourcesList, deb822: false).Select(e => new AptSource(e.Uri, e.Suite, KindOf(e.Suite)))];

    private static string SuiteName(string codename, SuiteKind kind) => kind switch
    {
        SuiteKind.Updates => $"{codename}-updates",
        SuiteKind.Security => $"{codename}-security",
        _ => codename,
    };

    private static List<(string Uri, SuiteKind Kind)> Read(string aptFolder)
    {
        var parts = Path.Combine(aptFolder, "sources.list.d");
        var files = Directory.Exists(parts) ? Directory.GetFiles(parts) : [];
        var found = new List<(string, SuiteKind)>();
        foreach (var file in files.Order(StringComparer.Ordinal)
            .Prepend(Path.Combine(aptFolder, "sources.list"))
            .Where(File.Exists))
        {
            var deb822 = file.EndsWith(".sources", StringComparison.Ordinal);
            if (!deb822 && !file.EndsWith(".list", StringComparison.Ordinal)) continue;
            found.AddRange(
                Entries(File.ReadAllText(file), deb822).Where(IsDebian).Select(e => (e.Uri, KindOf(e.Suite))));
        }

        return [.. found.Distinct()];
    }

    private static IEnumerable<Entry> Entries(string text, bool deb822) =>
        deb822 ? text.Split("\n\n").SelectMany(Stanza) : text.Split('\n').SelectMany(Line);

    private static IEnumerable<Entry> Line(string line)
    {
        var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count < 3 || words[0] != "deb") return [];
        var options = "";
        if (words[1].StartsWith('['))
        {
            var end = words.FindIndex(w => w.EndsWith(']'));
            if (end < 0 || words.Count < end + 3) return [];
            options = string.Join(' ', words[1..(end + 1)]);
            words.RemoveRange(1, end);
        }

        var signed = options.Contains("signed-by=", StringComparison.OrdinalIgnoreCase) ? options : null;
        return [new(words[1].TrimEnd('/'), words[2], words[3..], signed)];
    }

    private static IEnumerable<Entry> Stanza(string stanza)
    {
        var fields = stanza.Split('\n').Where(l => !l.StartsWith('#') && l.Contains(':', StringComparison.Ordinal))
            .Select(l => l.Split(':', 2)).GroupBy(f => f[0].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First()[1].Trim(), StringComparer.OrdinalIgnoreCase);
        if (fields.GetValueOrDefault("Enabled") is "no" or "false" || !Words("Types").Contains("deb")) return [];
        return Words("URIs").SelectMany(uri => Words("Suites"), (uri, suite) => new Entry(
            uri.TrimEnd('/'), suite, Words("Components"), fields.GetValueOrDefault("Signed-By")));

        string[] Words(string field) =>
            fields.GetValueOrDefault(field)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    // Signed by Debian's keyring, or, without a key setting, at the path that every mirror of Debian has.
    private static bool IsDebian(Entry entry) =>
        entry.Components.Contains("main")
        && s_releases.Concat(Distribution.All.Concat(Distribution.Former).Select(d => d.Codename)).Any(r =>
            entry.Suite == r || entry.Suite == $"{r}-updates"
            || entry.Suite == $"{r}-security" || entry.Suite == $"{r}/updates")
        && (entry.SignedBy is { } key
            ? key.Contains("debian-archive", StringComparison.Ordinal)
            : entry.Uri.EndsWith("/debian", StringComparison.Ordinal)
              || entry.Uri.EndsWith("/debian-security", StringComparison.Ordinal));

    private static SuiteKind KindOf(string suite) =>
        suite.EndsWith("-security", StringComparison.Ordinal) || suite.EndsWith("/updates", StringComparison.Ordinal)
            ? SuiteKind.Security
            : suite.EndsWith("-updates", StringComparison.Ordinal) ? SuiteKind.Updates : SuiteKind.Main;

    private sealed record Entry(string Uri, string Suite, IReadOnlyList<string> Components, string? SignedBy);
}
