using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Items;

/// <summary>A CMake project that is cross-built for each architecture, as declared in <c>native:</c>
/// of <c>argosy.yaml</c>.</summary>
/// <param name="Name">Part of targets' and folders' names.</param>
/// <param name="Place">The location of its declaration.</param>
/// <param name="Source">The folder of its CMakeLists.txt, relative to the project, or <c>.</c>.</param>
public sealed record NativeItem(string Name, SourceLocation Place, string Source)
{
    /// <summary>Globs of files that its build reads outside of its own folder; a leading <c>!</c> excludes.</summary>
    public IReadOnlyList<string> Inputs { get; private init; } = [];

    /// <summary>Globs of all files that its build reads: everything in its own folder; for the project's folder only
    /// the files directly in it.</summary>
    public IEnumerable<string> Sources => Inputs.Prepend(Source == "." ? "*" : $"{Source}/**");

    /// <summary>Debian packages of the sysroot that it is compiled with, sorted.</summary>
    public IReadOnlyList<string> Packages { get; private init; } = [];

    /// <summary>Programs that its build starts, besides the compilers, CMake and Ninja.</summary>
    public IReadOnlyList<string> Tools { get; private init; } = [];

    /// <summary>CMake's cache variables, sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; private init; } = [];

    /// <summary>Files that must be installed: globs below the install folder, each of which must match.</summary>
    public IReadOnlyList<string> Installs { get; private init; } = [];

    /// <summary>Installed programs that prove it, relative to the install folder;
    /// null for every program in <c>test/</c>.</summary>
    public IReadOnlyList<string>? Tests { get; private init; }

    /// <summary>CMake's cache variables of the sanitized variant for the build machine;
    /// null if there is none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Sanitized { get; private init; }

    internal static NativeItem Read(YamlText name, YamlMap map)
    {
        var item = new NativeItem(
            TextRules.ItemName.Check(name), name.Place, TextRules.ProjectFolder.Check(map.Get("source").AsText()))
        {
            Inputs = Texts(map, "inputs", TextRules.ProjectGlob),
            Packages = [.. Texts(map, "packages", TextRules.DebianPackage).Distinct().Order(StringComparer.Ordinal)],
            Tools = Texts(map, "tools", TextRules.Program),
            Options = Variables(map.Map("options")),
            Installs = Texts(map, "installs", TextRules.ProjectGlob),
            Tests = map.Find("tests") is null ? null : Texts(map, "tests", TextRules.ProjectPath),
            Sanitized = map.Map("sanitized") is { } sanitized ? Variables(sanitized) : null,
        };
        map.Done();
        return item;
    }

    internal static IReadOnlyList<string> Texts(YamlMap map, string key, TextRule rule) =>
        [.. map.Find(key)?.AsList().Texts().Select(t => rule.Check(t)) ?? []];

    private static IReadOnlyList<KeyValuePair<string, string>> Variables(YamlMap? map) => map is null ? [] :
    [
        .. map.Entries
            .Select(e => KeyValuePair.Create(TextRules.Variable.Check(e.Key), TextRules.Line.Check(e.Value.AsText())))
            .OrderBy(v => v.Key, StringComparer.Ordinal),
    ];
}
