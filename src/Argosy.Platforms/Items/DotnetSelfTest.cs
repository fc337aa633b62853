using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Items;

/// <summary>A program that proves the packages of other .NET items, on each architecture.</summary>
/// <param name="Program">Its assembly, without extension.</param>
/// <param name="Of">The items whose packages it proves.</param>
/// <param name="Roles">The options of two processes that exchange files in a folder;
/// empty for one process without arguments.</param>
/// <param name="Library">The native library that it must load; null if it loads none.</param>
public sealed record DotnetSelfTest(
    string Program, IReadOnlyList<string> Of, IReadOnlyList<string> Roles, SelfTestLibrary? Library)
{
    internal static DotnetSelfTest Read(YamlMap map, ItemReferences references)
    {
        var of = references.Packed(map.Get("of"));
        var roles = map.Find("roles");
        var test = new DotnetSelfTest(
            TextRules.Program.Check(map.Get("program").AsText()), of,
            NativeItem.Texts(map, "roles", TextRules.Line),
            map.Map("library") is { } library ? SelfTestLibrary.Read(library) : null);
        map.Done();
        return test.Roles.Count is 0 or 2
            ? test
            : throw new ArgosyException(new Diagnostic("ARG0122", roles!.Place,
                $"there are {test.Roles.Count} roles, where two processes meet",
                "Name the options of both, or leave 'roles' out for one process."));
    }
}

/// <summary>The native library of a self-test.</summary>
/// <param name="File">Its file name.</param>
/// <param name="Variable">The environment variable with its path for .NET; null if the loader finds it.</param>
public sealed record SelfTestLibrary(string File, string? Variable)
{
    internal static SelfTestLibrary Read(YamlMap map)
    {
        var library = new SelfTestLibrary(TextRules.SoName.Check(map.Get("file").AsText()),
            map.Find("variable") is { } variable ? TextRules.Variable.Check(variable.AsText()) : null);
        map.Done();
        return library;
    }
}
