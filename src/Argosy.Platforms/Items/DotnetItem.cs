using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Items;

/// <summary>A .NET project that is published, packed or run to prove others, as declared in <c>dotnet:</c>
/// of <c>argosy.yaml</c>.</summary>
/// <param name="Name">Part of targets' and folders' names.</param>
/// <param name="Place">The location of its declaration.</param>
/// <param name="Project">The project's file, relative to the root.</param>
public sealed record DotnetItem(string Name, SourceLocation Place, string Project)
{
    /// <summary>Globs of its sources outside of its own folder, such as those of referenced projects.</summary>
    public IReadOnlyList<string> Inputs { get; private init; } = [];

    /// <summary>The frameworks that it is published for; none if it is only packed.</summary>
    public IReadOnlyList<string> Frameworks { get; private init; } = [];

    /// <summary>Architectures for which it is published together with .NET itself, each in a folder of its name below
    /// the framework's; none to publish it once, for a machine that has .NET.</summary>
    public IReadOnlyList<Architecture> SelfContained { get; private init; } = [];

    /// <summary>Native items that its package contains, or that it runs with.</summary>
    public IReadOnlyList<string> Natives { get; private init; } = [];

    /// <summary>Its NuGet package; null if it isn't packed.</summary>
    public DotnetPackage? Package { get; private init; }

    /// <summary>What it proves, if it is a self-test.</summary>
    public DotnetSelfTest? SelfTest { get; private init; }

    /// <summary>A digest of what was written.</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>Globs of all that it is compiled from: of its own folder everything,
    /// of the root only the files in it.</summary>
    public IEnumerable<string> Sources =>
        Inputs.Prepend(Path.GetDirectoryName(Project) is { Length: > 0 } folder ? $"{folder}/**" : "*");

    internal static DotnetItem Read(YamlText name, YamlMap map, ItemReferences references)
    {
        var item = new DotnetItem(
            TextRules.ItemName.Check(name), name.Place, TextRules.ProjectFile.Check(map.Get("project").AsText()))
        {
            Fingerprint = map.Fingerprint(),
            Inputs = NativeItem.Texts(map, "inputs", TextRules.ProjectGlob),
            Frameworks = NativeItem.Texts(map, "frameworks", TextRules.Framework),
            SelfContained =
            [
                .. map.Find("self-contained")?.AsList().Texts()
                    .Select(t => Architecture.Parse(t.Value, t.Place)).Distinct() ?? [],
            ],
            Natives = references.Natives(map.Find("natives")),
            Package = map.Map("package") is { } package ? DotnetPackage.Read(package, references) : null,
            SelfTest = map.Map("self-test") is { } test ? DotnetSelfTest.Read(test, references) : null,
        };
        map.Done();
        if (item.Frameworks.Count == 0 && (item.Package is null || item.SelfTest is not null))
        {
            throw new ArgosyException(new Diagnostic("ARG0122", name.Place,
                $"'{item.Name}' names no frameworks, so that nothing would be made of it",
                "Add 'frameworks: [net10.0]' to publish it, or 'package: {id: …}' to pack it."));
        }

        return item;
    }
}
