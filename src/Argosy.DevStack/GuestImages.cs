using System.Globalization;
using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>The images of a cloud's guests: an image, its properties and a flavour for each architecture.</summary>
internal sealed record GuestImages(string? Why, IReadOnlyDictionary<Architecture, GuestImage> Images)
{
    // The key with the values for every architecture that the file doesn't list.
    private const string Others = "others";

    public static GuestImages Read(YamlMap map)
    {
        var why = map.Find("why")?.AsText().Required();
        var rest = GuestImage.Read(map.Get(Others).AsMap(), absent: null);
        var images = Architecture.All.ToDictionary(a => a, _ => rest);
        foreach (var (key, value) in map.Entries.Where(e => e.Key.Value is not (Others or "why")))
            images[Architecture.Parse(key.Value, key.Place)] = GuestImage.Read(value.AsMap(), rest);
        return new(why, images);
    }

    /// <summary>The variables of the controller of a cloud with these architectures.</summary>
    /// <param name="model">The contents of <c>argosy.yaml</c>.</param>
    /// <param name="own">The controller's architecture, whose image is the default one.</param>
    /// <param name="architectures">All of the cloud's.</param>
    /// <remarks>DevStack has no variables for an image's properties: <c>devstack/local.sh</c> reads Argosy's.</remarks>
    public VariableGroup For(Model model, Architecture own, IReadOnlyList<Architecture> architectures)
    {
        var addresses = architectures.ToDictionary(a => a, a => Images[a].Address.For(model, a));
        var file = GuestImage.FileOf(Images[own].Address.For(model, own));
        return new(Why,
        [
            Set("DOWNLOAD_DEFAULT_IMAGES", "False"),
            Set("IMAGE_URLS", string.Join(',', architectures.Select(a => addresses[a]).Distinct())),
            Set("DEFAULT_IMAGE_NAME", GuestImage.NameOf(file)),
            Set("DEFAULT_IMAGE_FILE_NAME", file),
            Set("ARGOSY_GUESTS", string.Join(' ', architectures.Select(a => a.KernelName))),
            .. architectures.SelectMany(a => Guest(a, GuestImage.NameOf(GuestImage.FileOf(addresses[a])))),
        ]);
    }

    private IEnumerable<Variable> Guest(Architecture architecture, string name)
    {
        var image = Images[architecture];
        yield return Set($"ARGOSY_IMAGE_{architecture.KernelName}", name);
        yield return Set($"ARGOSY_SIZE_{architecture.KernelName}",
            string.Create(CultureInfo.InvariantCulture, $"{image.Memory} {image.Disk}"));
        if (image.Properties.Count > 0)
            yield return Set($"ARGOSY_HW_{architecture.KernelName}", string.Join(' ', image.Properties));
    }

    private static Variable Set(string name, string value) => new(name, new LiteralValue(value));
}

/// <summary>An image with its flavour.</summary>
/// <param name="Address">Its download address.</param>
/// <param name="Memory">A guest's memory in MiB.</param>
/// <param name="Disk">A guest's disk in GiB.</param>
/// <param name="Properties">Properties for Nova besides its architecture, as <c>key=value</c>.</param>
internal sealed record GuestImage(Pattern Address, int Memory, int Disk, IReadOnlyList<string> Properties)
{
    private static readonly string[] s_endings = [".img", ".qcow2"];

    public static GuestImage Read(YamlMap map, GuestImage? absent)
    {
        var image = new GuestImage(
            absent is null || map.Find("address") is not null ? AddressOf(map.Get("address").AsText()) : absent.Address,
            absent is null ? map.Get("memory").AsText().AsInt() : map.Number("memory", absent.Memory),
            absent is null ? map.Get("disk").AsText().AsInt() : map.Number("disk", absent.Disk),
            [.. (map.Map("properties")?.Entries ?? []).Select(e =>
                $"{DevstackName.Of(e.Key, DevstackName.Key)}={DevstackName.Of(e.Value.AsText(), DevstackName.Key)}")]);
        map.Done();
        return image;
    }

    /// <summary>The file at an address.</summary>
    public static string FileOf(string address) => address[(address.LastIndexOf('/') + 1)..];

    /// <summary>DevStack's name for the image of a file.</summary>
    public static string NameOf(string file) =>
        file[..^s_endings.First(e => file.EndsWith(e, StringComparison.Ordinal)).Length];

    private static Pattern AddressOf(YamlText text) =>
        text.Value.Contains("://", StringComparison.Ordinal)
            && s_endings.Any(e => text.Value.EndsWith(e, StringComparison.Ordinal))
            && !text.Value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == ',')
            ? Pattern.Parse(text, perArchitecture: true)
            : throw new ArgosyException(new Diagnostic("ARG0637", text.Place,
                $"'{text.Value}' is no address of a disk image",
                "Write an address that ends in .img or .qcow2, without blanks and commas."));
}
