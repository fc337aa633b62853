using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Finish;

/// <summary>The table of well-known maintainer scripts: <c>maintainer-scripts.yaml</c> beside this file.</summary>
internal sealed class ScriptTable
{
    /// <summary>The part that separates passwords from <c>/etc/passwd</c>.</summary>
    public const string Shadow = "shadow";

    /// <summary>The part that makes an <c>ld.so.cache</c>.</summary>
    public const string LibraryCache = "ld-cache";

    /// <summary>The part that makes a bundle of certificates.</summary>
    public const string Certificates = "ca-certificates";

    /// <summary>The part that makes a key store of certificates for Java.</summary>
    public const string JavaCertificates = "java-certificates";

    private const string FileName = "maintainer-scripts.yaml";
    private static readonly Lazy<ScriptTable> s_own = new(() => Parse(Resource(), FileName));

    private readonly IReadOnlyList<(string Name, TableEntry Entry)> _entries;
    private readonly Regex _harmless;

    private ScriptTable(IReadOnlyList<(string, TableEntry)> entries, string harmless, string passwd, string group)
    {
        _entries = entries;
        _harmless = new(harmless, RegexOptions.CultureInvariant);
        (Passwd, Group) = (passwd, group);
    }

    /// <summary>Argosy's own.</summary>
    public static ScriptTable Own => s_own.Value;

    /// <summary>The users of an image whose packages have none.</summary>
    public string Passwd { get; }

    /// <summary>Their groups.</summary>
    public string Group { get; }

    /// <summary>What a package's scripts do; null if the table doesn't have it. An exact name precedes
    /// patterns.</summary>
    public TableEntry? Find(string package) =>
        _entries.FirstOrDefault(e => e.Name == package).Entry
        ?? _entries.FirstOrDefault(e => e.Entry.Package.IsMatch(package)).Entry;

    /// <summary>Whether a line of any script does nothing that an image needs, such as starting a service.</summary>
    public bool IsHarmless(string line) => _harmless.IsMatch(line);

    /// <summary>Reads a table; errors have file and line.</summary>
    public static ScriptTable Parse(string text, string shownAs)
    {
        var map = YamlFile.Parse(text, shownAs);
        var lines = map.Texts("harmless-lines");
        var accounts = map.Get("accounts").AsMap();
        var (passwd, group) = (accounts.Text("passwd"), accounts.Text("group"));
        var entries = map.Get("packages").AsMap().Entries
            .Select(e => (e.Key.Value, TableEntry.Read(e.Key.Value, e.Value.AsMap()))).ToList();
        map.Done();
        string[] parts = [Shadow, LibraryCache, Certificates, JavaCertificates];
        foreach (var (name, entry) in entries)
        {
            if (entry.Parts.FirstOrDefault(p => !parts.Contains(p)) is { } unknown)
                throw new ArgosyException(new Diagnostic("ARG0459", map.Place,
                    $"unknown part '{unknown}' of '{name}'", Suggestion.For(unknown, parts)));
        }

        return new(entries, $@"\A(?:{string.Join('|', lines)})\z", passwd, group);
    }

    private static string Resource()
    {
        using var stream = typeof(ScriptTable).Assembly.GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
