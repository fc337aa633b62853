using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Items;

/// <summary>The NuGet package of a .NET project.</summary>
/// <param name="Id">Its id, as in the project file.</param>
/// <param name="HasSymbols">Whether a symbol package is made, too.</param>
/// <param name="Tool">The tool that it installs, if it is a .NET tool.</param>
public sealed record DotnetPackage(string Id, bool HasSymbols, DotnetTool? Tool)
{
    internal static DotnetPackage Read(YamlMap map)
    {
        var package = new DotnetPackage(
            TextRules.PackageId.Check(map.Get("id").AsText()), map.Bool("symbols", absent: false),
            map.Map("tool") is { } tool ? DotnetTool.Read(tool) : null);
        map.Done();
        return package;
    }
}

/// <summary>A .NET tool, and how it is proven after installation.</summary>
/// <param name="Command">Its command name.</param>
/// <param name="Arguments">The arguments of the proof.</param>
/// <param name="Prints">Lines that it must print, among others.</param>
public sealed record DotnetTool(string Command, IReadOnlyList<string> Arguments, IReadOnlyList<string> Prints)
{
    internal static DotnetTool Read(YamlMap map)
    {
        var tool = new DotnetTool(TextRules.Program.Check(map.Get("command").AsText()),
            NativeItem.Texts(map, "arguments", TextRules.Line), NativeItem.Texts(map, "prints", TextRules.Line));
        map.Done();
        return tool;
    }
}
