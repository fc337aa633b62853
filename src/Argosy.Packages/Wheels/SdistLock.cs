using System.Text;
using Argosy.Artifacts;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels;

/// <summary>The sdists of a project's wheels, pinned by version and content, and the wheels that the index
/// has.</summary>
/// <param name="Entries">By the project's name, sorted; each with its versions in ascending order.</param>
public sealed record SdistLock(IReadOnlyDictionary<string, IReadOnlyList<SdistPin>> Entries)
{
    private const string Remedy = "Run ./build.sh --target=Update-Locks, which writes this file.";

    /// <summary>Its path in a project.</summary>
    public const string FileName = "locks/wheels.lock";

    /// <summary>The lock of a project without pins.</summary>
    public static SdistLock Empty { get; } = new(new SortedDictionary<string, IReadOnlyList<SdistPin>>(
        StringComparer.Ordinal));

    /// <summary>The pin of a wheel's version, or of the only version if it has none; null if there is none.</summary>
    public SdistPin? Find(WheelDefinition wheel)
    {
        var pins = Entries.GetValueOrDefault(wheel.Name) ?? [];
        if (wheel.Version is null) return pins.Count == 1 ? pins[0] : null;
        return pins.FirstOrDefault(p => p.Version == wheel.Version);
    }

    /// <summary>Reads the file; a missing one is an empty lock. Error ARG0502.</summary>
    public static SdistLock Load(string path) => File.Exists(path) ? Read(YamlFile.Load(path, FileName)) : Empty;

    /// <summary>Reads a parsed document.</summary>
    public static SdistLock Read(YamlMap map)
    {
        var entries = new SortedDictionary<string, IReadOnlyList<SdistPin>>(StringComparer.Ordinal);
        foreach (var (name, versions) in map.Entries)
        {
            var pins = new List<SdistPin>();
            foreach (var (version, pin) in versions.AsMap().Entries) pins.Add(ReadPin(version, pin));
            entries.Add(name.Value, [.. pins.OrderBy(p => p.Version)]);
        }

        return new(entries);
    }

    /// <summary>The lock of these pins.</summary>
    public static SdistLock Of(IEnumerable<(string Name, SdistPin Pin)> pins) => new(
        new SortedDictionary<string, IReadOnlyList<SdistPin>>(pins.GroupBy(p => p.Name).ToDictionary(
            g => g.Key, IReadOnlyList<SdistPin> (g) => [.. g.Select(p => p.Pin).OrderBy(p => p.Version)]),
            StringComparer.Ordinal));

    /// <summary>Writes the file atomically.</summary>
    public void Save(string path)
    {
        var text = new StringBuilder("# Made by ./build.sh --target=Update-Locks: do not edit.\n");
        if (Entries.Count == 0) text.Append("{}\n");
        foreach (var (name, pins) in Entries)
        {
            text.Append($"{name}:\n");
            foreach (var pin in pins) pin.Write(text);
        }

        AtomicFile.Write(path, text.ToString());
    }

    private static SdistPin ReadPin(YamlText version, YamlNode node)
    {
        if (PythonVersion.TryParse(version.Value) is not { } parsed)
            throw Error(version.Place, $"'{version.Value}' isn't a version of PEP 440");
        var map = node as YamlMap ?? throw Error(node.Place, "a version has no map of its sdist");
        var pin = new SdistPin(parsed)
        {
            Sdist = map.Find("file") is { } file
                ? new(FileIn(file.AsText()), DigestIn(map.Get("sha256").AsText()), map.Text("from"))
                : null,
            Upstream = map.Map("upstream")?.Entries
                .ToDictionary(e => e.Key.Value, e => FileIn(e.Value.AsText()), StringComparer.Ordinal) ?? [],
        };
        map.Done();
        return pin;
    }

    private static Digest DigestIn(YamlText text) => Digest.TryParse(text.Value)
        ?? throw Error(text.Place, $"'{text.Value}' isn't a SHA-256 digest");

    // The name becomes a path in the cache: it must not lead elsewhere.
    private static string FileIn(YamlText text) =>
        text.Value == Path.GetFileName(text.Value) && text.Value is not ("" or "." or "..")
            ? text.Value
            : throw Error(text.Place, $"'{text.Value}' isn't a file name");

    private static ArgosyException Error(SourceLocation place, string cause) =>
        new(new Diagnostic("ARG0502", place, cause, Remedy));
}

/// <summary>One version of a package.</summary>
/// <param name="Version">The upstream version.</param>
public sealed record SdistPin(PythonVersion Version)
{
    /// <summary>Its sdist; null if none is needed, since the index has a wheel for each platform.</summary>
    public PinnedSdist? Sdist { get; init; }

    /// <summary>The wheels that the index has for a platform, by the platform's name.</summary>
    public IReadOnlyDictionary<string, string> Upstream { get; init; } = new Dictionary<string, string>();

    internal void Write(StringBuilder text)
    {
        text.Append($"  \"{Version}\":{(Sdist is null && Upstream.Count == 0 ? " {}" : "")}\n");
        if (Sdist is not null)
            text.Append($"    file: {Sdist.File}\n    sha256: {Sdist.Digest.Hex}\n    from: {Sdist.From}\n");
        if (Upstream.Count > 0) text.Append("    upstream:\n");
        foreach (var (platform, file) in Upstream.OrderBy(u => u.Key, StringComparer.Ordinal))
            text.Append($"      {platform}: {file}\n");
    }
}

/// <summary>A pinned sdist.</summary>
/// <param name="File">The archive's file name.</param>
/// <param name="Digest">The archive's content.</param>
/// <param name="From">The source that had it, such as <c>debian-12 markupsafe 2.1.2-1</c>.</param>
public sealed record PinnedSdist(string File, Digest Digest, string From);
