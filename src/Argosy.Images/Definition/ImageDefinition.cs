using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>The contents of an <c>image.yaml</c>: one image, the same for every architecture.</summary>
/// <param name="Name">The name of the file's folder, which is also the name of the layout.</param>
/// <param name="Packages">Debian packages of the first layer, sorted.</param>
/// <param name="PackagesPlace">The location of their list, for errors that only an archive can show.</param>
/// <param name="Paths">The paths of those packages that the layer has.</param>
/// <param name="Files">The files of the second layer.</param>
/// <param name="Settings">The settings of a container started from it.</param>
/// <param name="Annotations">Keys and values for manifest and index, sorted by key.</param>
/// <param name="SelfTest">The test that proves the image; null if the file has none.</param>
public sealed record ImageDefinition(
    string Name,
    IReadOnlyList<string> Packages,
    SourceLocation PackagesPlace,
    PathFilter Paths,
    IReadOnlyList<ImageFile> Files,
    ContainerSettings Settings,
    IReadOnlyList<KeyValuePair<string, string>> Annotations,
    SelfTest? SelfTest)
{
    /// <summary>The file's name in <c>images/&lt;image&gt;/</c>.</summary>
    public const string FileName = "image.yaml";

    /// <summary>A digest of what was written.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Where it is published; null if it isn't.</summary>
    public PublishSettings? Publish { get; init; }

    /// <summary>Reads the file; every error has file and line.</summary>
    /// <param name="path">The file's path; its folder names the image.</param>
    /// <param name="shownAs">Its name in errors: relative to the project.</param>
    public static ImageDefinition Load(string path, string shownAs) =>
        Read(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!, YamlFile.Load(path, shownAs));

    /// <summary>Reads a parsed document.</summary>
    public static ImageDefinition Read(string name, YamlMap map)
    {
        var definition = new ImageDefinition(
            TextRules.ImageName.Check(new(map.Place with { Line = null }, name, Plain: true), "ARG0401"),
            ReadPackages(map),
            map.Get("packages").Place,
            PathFilter.Read(map),
            ReadFiles(map),
            ContainerSettings.Read(map),
            KeyValues.Read(map, "annotations", TextRules.LabelKey),
            map.Map("self-test") is { } test ? Definition.SelfTest.Read(test) : null)
        {
            // Another registry gives no other image.
            Fingerprint = new YamlMap(map.Place, [.. map.Entries.Where(e => e.Key.Value != "publish")]).Fingerprint(),
            Publish = map.Map("publish") is { } publish ? PublishSettings.Read(publish) : null,
        };
        map.Done();
        return definition;
    }

    private static List<string> ReadPackages(YamlMap map)
    {
        var list = map.Get("packages").AsList();
        return [.. list.Texts()
            .Select(t => TextRules.DebianPackage.Check(t, "ARG0401"))
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    private static List<ImageFile> ReadFiles(YamlMap map)
    {
        var files = new List<ImageFile>();
        foreach (var item in map.Find("files")?.AsList().Items ?? []) files.Add(ImageFile.Read(item.AsMap()));
        return files;
    }
}
