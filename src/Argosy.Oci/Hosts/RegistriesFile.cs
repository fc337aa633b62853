using Argosy.Platforms.Diagnostics;
using Tomlyn;
using Tomlyn.Model;

namespace Argosy.Oci.Hosts;

/// <summary>Reads registries.conf with its drop-in files, as podman does (containers-registries.conf(5)).</summary>
internal static class RegistriesFile
{
    private const string FileName = "registries.conf";

    /// <summary>The entries; of two with one prefix, the later replaces the earlier. Error ARG0276 for a file that
    /// can't be read.</summary>
    /// <param name="environment">Returns an environment variable's value, or null.</param>
    /// <param name="etc">The folder of the machine's settings.</param>
    public static IReadOnlyList<RegistryEntry> Read(Func<string, string?> environment, string etc)
    {
        var entries = new Dictionary<string, RegistryEntry>(StringComparer.Ordinal);
        foreach (var file in Files(environment, etc))
        {
            foreach (var entry in ReadFile(file)) entries[entry.Prefix] = entry;
        }

        return [.. entries.Values.OrderByDescending(e => e.Prefix.Length)];
    }

    private static IEnumerable<string> Files(Func<string, string?> environment, string etc)
    {
        if (environment("CONTAINERS_REGISTRIES_CONF") is { Length: > 0 } chosen) return [chosen];
        var folders = new List<string> { Path.Combine(etc, "containers") };
        if (environment("HOME") is { Length: > 0 } home) folders.Add(Path.Combine(home, ".config", "containers"));
        // The user's file replaces the machine's; drop-in files of both are read.
        var main = folders.Select(f => Path.Combine(f, FileName)).LastOrDefault(File.Exists);
        var extra = folders.Select(f => Path.Combine(f, $"{FileName}.d")).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.conf").Order(StringComparer.Ordinal));
        return main is null ? extra : extra.Prepend(main);
    }

    private static List<RegistryEntry> ReadFile(string path)
    {
        try
        {
            var root = TomlSerializer.Deserialize<TomlTable>(File.ReadAllText(path)) ?? [];
            return [.. Tables(root, "registry", path).Select(t => ReadEntry(t, path))];
        }
        catch (TomlException e)
        {
            throw Unreadable(path, e.Message.Split('\n')[0].TrimEnd('.'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e.Message.TrimEnd('.'));
        }
    }

    private static RegistryEntry ReadEntry(TomlTable table, string path)
    {
        var location = Text(table, "location", path) ?? "";
        var prefix = Text(table, "prefix", path) ?? location;
        if (prefix.Length == 0) throw Unreadable(path, "a [[registry]] has neither 'prefix' nor 'location'");
        var onlyDigests = Flag(table, "mirror-by-digest-only", path);
        return new(prefix.TrimEnd('/'), location.TrimEnd('/'), Flag(table, "insecure", path),
            Flag(table, "blocked", path),
            [.. Tables(table, "mirror", path).Select(m => ReadMirror(m, path, onlyDigests))]);
    }

    private static RegistryMirror ReadMirror(TomlTable table, string path, bool onlyDigests)
    {
        var location = Text(table, "location", path) ?? throw Unreadable(path, "a mirror has no 'location'");
        var pulls = Text(table, "pull-from-mirror", path) ?? (onlyDigests ? "digest-only" : "all");
        return new(location.TrimEnd('/'), Flag(table, "insecure", path), pulls is "all" or "digest-only",
            pulls is "all" or "tag-only");
    }

    private static IEnumerable<TomlTable> Tables(TomlTable table, string key, string path) =>
        !table.TryGetValue(key, out var value) ? []
        : value as TomlTableArray ?? throw Unreadable(path, $"'{key}' isn't written as [[{key}]]");

    private static string? Text(TomlTable table, string key, string path) =>
        !table.TryGetValue(key, out var value) ? null
        : value as string ?? throw Unreadable(path, $"'{key}' isn't a text");

    private static bool Flag(TomlTable table, string key, string path) =>
        table.TryGetValue(key, out var value)
        && (value as bool? ?? throw Unreadable(path, $"'{key}' is neither true nor false"));

    private static ArgosyException Unreadable(string path, string cause) => new(new Diagnostic(
        "ARG0276", new(path), cause, "Correct it; containers-registries.conf(5) describes the file."));
}
