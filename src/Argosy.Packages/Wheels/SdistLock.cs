using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels;

/// <summary>The sdists of a project's wheels, pinned by version and content.</summary>
/// <param name="Entries">By source package, sorted.</param>
public sealed record SdistLock(IReadOnlyDictionary<string, SdistPin> Entries)
{
    /// <summary>Its path in a project.</summary>
    public const string FileName = "locks/wheels.lock";

    /// <summary>The lock of a project without pins.</summary>
    public static SdistLock Empty { get; } = new(new Dictionary<string, SdistPin>());

    /// <summary>The pin of a source package, or null.</summary>
    public SdistPin? TryFind(string source) => Entries.GetValueOrDefault(source);

    /// <summary>Reads the file; a missing one is an empty lock.</summary>
    public static SdistLock Load(string path) => File.Exists(path) ? Read(YamlFile.Load(path, FileName)) : Empty;

    /// <summary>Reads a parsed document.</summary>
    public static SdistLock Read(YamlMap map)
    {
        var entries = new SortedDictionary<string, SdistPin>(StringComparer.Ordinal);
        foreach (var (source, _) in map.Entries)
        {
            var pin = map.Get(source.Value).AsMap();
            var digest = pin.Get("sha256").AsText();
            entries.Add(source.Value, new SdistPin(pin.Text("version"), FileIn(pin.Get("file").AsText()),
                Digest.TryParse(digest.Value)
                ?? throw Error(digest.Place, $"'{digest.Value}' isn't a SHA-256 digest")));
            pin.Done();
        }

        return new(entries);
    }

    /// <summary>The lock for these sdists.</summary>
    public static SdistLock Of(IEnumerable<Sdist> sdists) => new(new SortedDictionary<string, SdistPin>(
        sdists.ToDictionary(s => s.Wheel.SourceNames[0], s => new SdistPin(s.Version, Path.GetFileName(s.Path), s.Digest)),
        StringComparer.Ordinal));

    /// <summary>Writes the file atomically.</summary>
    public void Save(string path)
    {
        var text = new StringBuilder("# Made by ./build.sh --target=Update-Locks: do not edit.\n");
        if (Entries.Count == 0) text.Append("{}\n");
        foreach (var (source, pin) in Entries)
        {
            text.Append($"{source}:\n  version: \"{pin.Version}\"\n  file: {pin.File}\n  sha256: {pin.Digest.Hex}\n");
        }

        AtomicFile.Write(path, text.ToString());
    }

    // The name becomes a path in the cache: it must not lead elsewhere.
    private static string FileIn(YamlText text) =>
        text.Value == Path.GetFileName(text.Value) && text.Value is not ("" or "." or "..")
            ? text.Value
            : throw Error(text.Place, $"'{text.Value}' isn't a file name");

    private static ArgosyException Error(SourceLocation place, string cause) =>
        new(new Diagnostic("ARG0502", place, cause, "Run ./build.sh --target=Update-Locks, which writes this file."));
}

/// <summary>One pinned sdist.</summary>
/// <param name="Version">The Debian version of the source package.</param>
/// <param name="File">The archive's file name.</param>
/// <param name="Digest">The archive's content.</param>
public sealed record SdistPin(string Version, string File, Digest Digest);
