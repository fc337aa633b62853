using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Items;

/// <summary>A project in C, C++ or the like that is cross-built for each architecture, as declared in <c>native:</c>
/// of <c>argosy.yaml</c>.</summary>
/// <param name="Name">Part of targets' and folders' names.</param>
/// <param name="Place">The location of its declaration.</param>
/// <param name="Source">The folder of its CMakeLists.txt, meson.build, configure script or Makefile, relative to the
/// project, or <c>.</c>.</param>
public sealed record NativeItem(string Name, SourceLocation Place, string Source)
{
    private static readonly Dictionary<string, BuildSystem> s_systems = new(StringComparer.Ordinal)
    {
        ["autotools"] = BuildSystem.Autotools,
        ["cmake"] = BuildSystem.CMake,
        ["command"] = BuildSystem.Command,
        ["meson"] = BuildSystem.Meson,
    };

    /// <summary>What builds it; null for what the files in its folder are for.</summary>
    public BuildSystem? Build { get; private init; }

    /// <summary>The commands of <see cref="BuildSystem.Command"/>, each a program and its arguments.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Steps { get; private init; } = [];

    /// <summary>Its own suite, to be run on each architecture; null if there is none.</summary>
    public NativeCheck? Check { get; private init; }

    /// <summary>Globs of files that its build reads outside of its own folder; a leading <c>!</c> excludes.</summary>
    public IReadOnlyList<string> Inputs { get; private init; } = [];

    /// <summary>Globs of all files that its build reads: everything in its own folder; for the project's folder only
    /// the files directly in it.</summary>
    public IEnumerable<string> Sources => Inputs.Prepend(Source == "." ? "*" : $"{Source}/**");

    /// <summary>Debian packages of the sysroot that it is compiled with, sorted.</summary>
    public IReadOnlyList<string> Packages { get; private init; } = [];

    /// <summary>Programs that its build starts, besides the compilers and those of its build system.</summary>
    public IReadOnlyList<string> Tools { get; private init; } = [];

    /// <summary>Options of its build system, sorted by name: CMake's cache variables, meson's options, arguments of a
    /// configure script, variables of commands.</summary>
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
            Build = map.Find("build") is { } build ? System(build.AsText()) : null,
            Steps = [.. map.Find("steps")?.AsList().Items.Select(Step) ?? []],
            Check = map.Find("check") is { } check ? NativeCheck.Read(check) : null,
            Inputs = Texts(map, "inputs", TextRules.ProjectGlob),
            Packages = [.. Texts(map, "packages", TextRules.DebianPackage).Distinct().Order(StringComparer.Ordinal)],
            Tools = Texts(map, "tools", TextRules.Program),
            Options = Variables(map.Map("options"), TextRules.BuildOption),
            Installs = Texts(map, "installs", TextRules.ProjectGlob),
            Tests = map.Find("tests") is null ? null : Texts(map, "tests", TextRules.ProjectPath),
            Sanitized = map.Map("sanitized") is { } sanitized ? Variables(sanitized, TextRules.Variable) : null,
        };
        map.Done();
        item.RequireKeysThatFit(map);
        return item;
    }

    private void RequireKeysThatFit(YamlMap map)
    {
        if (Build == BuildSystem.Command && Steps.Count == 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0125", map.Get("build").Place,
                $"item '{Name}' is built by commands, and none are listed",
                "Add 'steps:' with a list for each command, such as [make, install]."));
        }

        if (Build != BuildSystem.Command && map.Find("steps") is { } steps)
        {
            throw new ArgosyException(new Diagnostic("ARG0125", steps.Place,
                $"item '{Name}' has commands, and 'build:' doesn't say that they build it",
                "Add 'build: command', or remove 'steps:'."));
        }

        if (Build is not (null or BuildSystem.CMake) && map.Find("sanitized") is { } sanitized)
        {
            throw new ArgosyException(new Diagnostic("ARG0125", sanitized.Place,
                $"item '{Name}' isn't built by CMake, which alone makes a variant with sanitizers",
                "Remove 'sanitized:'; 'check:' runs its own suite."));
        }
    }

    private static BuildSystem System(YamlText word) => s_systems.TryGetValue(word.Required(), out var system)
        ? system
        : throw new ArgosyException(new Diagnostic("ARG0124", word.Place, $"no build system is called '{word.Value}'",
            Suggestion.For(word.Value, s_systems.Keys.Order(StringComparer.Ordinal))));

    private static IReadOnlyList<string> Step(YamlNode step)
    {
        string[] words = [.. step.AsList().Texts().Select(t => TextRules.Line.Check(t))];
        return words.Length > 0 ? words : throw EmptyList.At(step.Place);
    }

    internal static IReadOnlyList<string> Texts(YamlMap map, string key, TextRule rule) =>
        [.. map.Find(key)?.AsList().Texts().Select(t => rule.Check(t)) ?? []];

    private static IReadOnlyList<KeyValuePair<string, string>> Variables(YamlMap? map, TextRule rule) => map is null
        ? []
        :
    [
        .. map.Entries
            .Select(e => KeyValuePair.Create(rule.Check(e.Key), TextRules.Line.Check(e.Value.AsText())))
            .OrderBy(v => v.Key, StringComparer.Ordinal),
    ];
}
