using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>The names that DevStack has: <c>KnownDevstack.yaml</c> next to this file, kept by hand. An unknown name may
/// be a plugin's, so it only gives a warning.</summary>
internal sealed class KnownDevstack
{
    private const string FileName = "KnownDevstack.yaml";

    private readonly HashSet<string> _variables;
    private readonly IReadOnlyList<Regex> _patterns;
    private readonly HashSet<string> _services;
    private readonly Dictionary<string, HashSet<string>> _sections;

    private KnownDevstack(YamlMap map)
    {
        _variables = Words(map, "variables");
        _patterns = [.. map.Texts("variable-patterns").Select(p => new Regex(
            $@"\A{Regex.Escape(p).Replace(@"\*", "[A-Z0-9_]+", StringComparison.Ordinal)}\z",
            RegexOptions.CultureInvariant))];
        _services = Words(map, "services");
        _sections = map.Get("sections").AsMap().Entries.ToDictionary(
            e => e.Key.Value,
            e => e.Value.AsText().Value.Split(' ').ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var tested = Words(map, "tested-distributions");
        Bases = [.. map.Get("bases").AsMap().Entries
            .Select(e => DevstackBase.Read(e.Key.Value, e.Value.AsMap(), tested))];
        map.Done();
    }

    /// <summary>The table.</summary>
    public static KnownDevstack Of { get; } = Load();

    /// <summary>The distributions that a machine may have, in the order in which errors list them.</summary>
    public IReadOnlyList<DevstackBase> Bases { get; }

    /// <summary>ARG0634 for a variable that nothing in DevStack reads; else null.</summary>
    public Diagnostic? CheckVariable(YamlText name) =>
        _variables.Contains(name.Value) || _patterns.Any(p => p.IsMatch(name.Value))
            ? null
            : new("ARG0634", name.Place, $"DevStack isn't known to read '{name.Value}'",
                Remedy(name.Value, _variables));

    /// <summary>ARG0635 for a service that DevStack doesn't have; else null.</summary>
    public Diagnostic? CheckService(YamlText name) => _services.Contains(name.Value)
        ? null
        : new("ARG0635", name.Place, $"DevStack isn't known to have a service '{name.Value}'",
            Remedy(name.Value, _services));

    /// <summary>ARG0636 for a section that a known file doesn't have; else null.</summary>
    public Diagnostic? CheckSection(string file, YamlText section) =>
        _sections.GetValueOrDefault(file) is not { } known || known.Contains(section.Value)
            ? null
            : new("ARG0636", section.Place, $"{file} isn't known to have a section '{section.Value}'",
                Remedy(section.Value, known));

    private static string Remedy(string name, IEnumerable<string> known) =>
        Suggestion.TryNearest(name, known) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : "Check its spelling; if a plugin reads it, leave it as it is.";

    // One blank or line break between words, as a reader of the file sees them.
    private static HashSet<string> Words(YamlMap map, string key) => map.Text(key)
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    private static KnownDevstack Load()
    {
        using var stream = typeof(KnownDevstack).Assembly.GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(stream);
        return new(YamlFile.Parse(reader.ReadToEnd(), FileName));
    }
}
