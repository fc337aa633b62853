using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>The contents of an <c>image.yaml</c>: one image, for every architecture.</summary>
/// <param name="Name">The name of the file's folder, which is also the name of the layout.</param>
/// <param name="Packages">Debian packages that every architecture has, sorted.</param>
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

    /// <summary>The largest number of layers for the packages.</summary>
    public int LayerBudget { get; init; } = DefaultLayerBudget;

    private const int DefaultLayerBudget = 10;

    // An image has at most 127 layers in some engines, and the project's own files are layers, too.
    private const int LargestLayerBudget = 100;

    private IReadOnlyDictionary<Architecture, ImageDefinition> _variants =
        new Dictionary<Architecture, ImageDefinition>();

    /// <summary>A digest of what was written, here and in what it extends.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Where it is published; null if it isn't.</summary>
    public PublishSettings? Publish { get; init; }

    /// <summary>The packages that only some architectures have.</summary>
    public IReadOnlyList<ImagePackage> MorePackages { get; init; } = [];

    /// <summary>Where the file names each package.</summary>
    public IReadOnlyDictionary<string, SourceLocation> PackagePlaces { get; init; } =
        new Dictionary<string, SourceLocation>();

    /// <summary>What packages would get when they are installed.</summary>
    public ImageFinish Finish { get; init; } = ImageFinish.Read(new(new(FileName), []));

    /// <summary>The image of an architecture: with what <c>architectures:</c> says of it, and all its
    /// packages.</summary>
    public ImageDefinition For(Architecture architecture)
    {
        var image = _variants.GetValueOrDefault(architecture, this);
        var more = image.MorePackages.Where(p => p.IsFor(architecture)).Select(p => p.Name).ToList();
        return image with
        {
            Packages = more.Count == 0
                ? image.Packages
                : [.. image.Packages.Concat(more).Distinct().Order(StringComparer.Ordinal)],
            MorePackages = [],
            _variants = new Dictionary<Architecture, ImageDefinition>(),
        };
    }

    /// <summary>Reads the file of an image that extends none; every error has file and line.</summary>
    /// <param name="path">The file's path; its folder names the image.</param>
    /// <param name="shownAs">Its name in errors: relative to the project.</param>
    public static ImageDefinition Load(string path, string shownAs)
    {
        var text = ImageText.Load(path, shownAs);
        return Read(text.Name, text.Resolve([text]));
    }

    /// <summary>Reads a document that extends none, or whose base is below it.</summary>
    public static ImageDefinition Read(string name, YamlMap map)
    {
        var common = ImageMerge.Without(map, "architectures");
        var definition = ReadOne(name, common);
        if (map.Map("architectures") is not { } parts) return definition;
        var fingerprint = ImageMerge.Without(map, "publish").Fingerprint();
        var variants = new Dictionary<Architecture, ImageDefinition>();
        foreach (var (key, part) in parts.Entries)
        {
            variants[Architecture.Parse(key.Value, key.Place)] =
                ReadOne(name, ImageMerge.Over(common, part.AsMap())) with { Fingerprint = fingerprint };
        }

        return definition with { Fingerprint = fingerprint, _variants = variants };
    }

    private static ImageDefinition ReadOne(string name, YamlMap map)
    {
        var packages = map.Get("packages").AsList().Items.Select(ImagePackage.Read).ToList();
        var settings = ContainerSettings.Read(map);
        var finish = ImageFinish.Read(map);
        var definition = new ImageDefinition(
            TextRules.ImageName.Check(new(map.Place with { Line = null }, name, Plain: true), "ARG0401"),
            [.. packages.Where(p => p.Architectures.Count == 0).Select(p => p.Name)
                .Distinct().Order(StringComparer.Ordinal)],
            map.Get("packages").Place,
            PathFilter.Read(map),
            ReadFiles(map),
            finish.Locale is { } locale ? settings.WithLocale(locale.Value) : settings,
            KeyValues.Read(map, "annotations", TextRules.LabelKey),
            map.Map("self-test") is { } test ? Definition.SelfTest.Read(test) : null)
        {
            // Another registry gives no other image.
            Fingerprint = ImageMerge.Without(map, "publish").Fingerprint(),
            Publish = map.Map("publish") is { } publish ? PublishSettings.Read(publish) : null,
            PackagePlaces = packages.GroupBy(p => p.Name, StringComparer.Ordinal)
                .ToDictionary(p => p.Key, p => p.First().Place, StringComparer.Ordinal),
            MorePackages = [.. packages.Where(p => p.Architectures.Count > 0)],
            Finish = finish,
            LayerBudget = ReadLayerBudget(map),
        };
        map.Done();
        return definition;
    }

    private static int ReadLayerBudget(YamlMap map)
    {
        var budget = map.Number("layers", DefaultLayerBudget);
        return budget is >= 2 and <= LargestLayerBudget
            ? budget
            : throw new ArgosyException(new Diagnostic("ARG0440", map.Get("layers").Place,
                $"'layers' is {budget}, and an image's packages have 2 to {LargestLayerBudget} layers",
                $"Write a number in between, or leave it out for {DefaultLayerBudget}."));
    }

    private static List<ImageFile> ReadFiles(YamlMap map)
    {
        var files = new List<ImageFile>();
        foreach (var item in map.Find("files")?.AsList().Items ?? []) files.Add(ImageFile.Read(item.AsMap()));
        return files;
    }
}
