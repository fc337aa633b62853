using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Items;

/// <summary>The NuGet package of a .NET project.</summary>
/// <param name="Id">Its id, as in the project file.</param>
/// <param name="HasSymbols">Whether a symbol package is made, too.</param>
/// <param name="Tool">The tool that it installs, if it is a .NET tool.</param>
public sealed record DotnetPackage(string Id, bool HasSymbols, DotnetTool? Tool)
{
    /// <summary>The template that it installs, if it is one for <c>dotnet new</c>.</summary>
    public DotnetTemplate? Template { get; private init; }

    /// <summary>The script that uses it, if it is an addin or a module of Cake.</summary>
    public CakeTrial? Cake { get; private init; }

    /// <summary>Whether it is installed and used on the build machine to prove it.</summary>
    public bool IsTried => (Tool, Template, Cake) is not (null, null, null);

    internal static DotnetPackage Read(YamlMap map, ItemReferences references)
    {
        var package = new DotnetPackage(
            TextRules.PackageId.Check(map.Get("id").AsText()), map.Bool("symbols", absent: false),
            map.Map("tool") is { } tool ? DotnetTool.Read(tool) : null)
        {
            Template = map.Map("template") is { } template ? DotnetTemplate.Read(template) : null,
            Cake = map.Map("cake") is { } cake ? CakeTrial.Read(cake, references) : null,
        };
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

/// <summary>A template of <c>dotnet new</c>, and how it is proven after installation.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Makes">Files that it must write into an empty folder, among others.</param>
public sealed record DotnetTemplate(string Name, IReadOnlyList<string> Makes)
{
    internal static DotnetTemplate Read(YamlMap map)
    {
        var template = new DotnetTemplate(TextRules.Program.Check(map.Get("name").AsText()),
            NativeItem.Texts(map, "makes", TextRules.ProjectPath));
        map.Done();
        return template;
    }
}

/// <summary>A Cake script that proves an addin or a module: it runs in a folder of its own, with the packages
/// alone.</summary>
/// <param name="Folder">The folder with its <c>build.cake</c>, relative to the root. In its files <c>@version@</c>
/// stands for the project's version, and <c>@name@</c> for the project's name.</param>
/// <param name="With">Further items whose packages the script takes.</param>
/// <param name="Arguments">The arguments of the run.</param>
/// <param name="Prints">Lines that it must print, among others.</param>
public sealed record CakeTrial(
    string Folder, IReadOnlyList<string> With, IReadOnlyList<string> Arguments, IReadOnlyList<string> Prints)
{
    internal static CakeTrial Read(YamlMap map, ItemReferences references)
    {
        var trial = new CakeTrial(TextRules.ProjectPath.Check(map.Get("folder").AsText()),
            map.Find("with") is { } with ? references.Packed(with) : [],
            NativeItem.Texts(map, "arguments", TextRules.Line), NativeItem.Texts(map, "prints", TextRules.Line));
        map.Done();
        return trial;
    }
}
