using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Images;
using Argosy.Images.Definition;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Packages.Debian;
using Argosy.Packages.Dotnet;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Release.Versions;
using Argosy.Toolchains.Elf;

namespace Argosy.Release.Contents;

/// <summary>Finds what a release publishes: everything that the model declares, as it was built.</summary>
/// <param name="settings">The run.</param>
/// <param name="dotnet">NuGet packages.</param>
/// <param name="debs">Debian packages.</param>
/// <param name="images">Images.</param>
public sealed class ReleaseContents(BuildSettings settings, DotnetBuild dotnet, DebBuild debs, ImageBuild images)
{
    // Programs that prove an item, and no part of it.
    private const string Tests = "test";

    private ProjectPaths Paths => settings.Paths;

    /// <summary>The id of the error for what isn't built.</summary>
    internal const string NotBuiltError = "ARG0940";

    private string Project => settings.Model.Project.Name;

    private string Version => ReleaseVersion.Declared(settings.Model);

    /// <summary>The files, sorted by name. Errors ARG0940 for what isn't built, ARG0941 for two files with one
    /// name.</summary>
    /// <remarks>A file that is built for several platforms with the same bytes counts once.</remarks>
    public IReadOnlyList<ReleaseItem> Find()
    {
        var found = Packages().Concat(Debs()).Concat(Wheels()).Concat(Natives()).Concat(Sources()).ToList();
        var missing = found.Where(i => i.Source.Length > 0 && !Path.Exists(i.Source))
            .Select(i => NotBuilt(Paths.Relative(i.Source))).ToList();
        if (missing.Count > 0) throw new ArgosyException(missing);
        return [.. found.GroupBy(i => i.Name, StringComparer.Ordinal).Select(Single)
            .OrderBy(i => i.Name, StringComparer.Ordinal)];
    }

    /// <summary>The images, sorted by name, with what must be proven. Error ARG0940 for one that isn't built.</summary>
    public IReadOnlyList<(ReleaseImage Image, IReadOnlyList<ProofDemand> Demands)> FindImages() =>
        !Has(ReleaseContent.Images) ? [] :
        [
            .. images.Definitions.OrderBy(i => i.Name, StringComparer.Ordinal).Select(image =>
            {
                var layout = Paths.Image(image.Name);
                if (!Directory.Exists(layout))
                    throw new ArgosyException(NotBuilt(Paths.Relative(layout)));
                return (new ReleaseImage(image.Name, $"{OciLayout.ReadTop(layout).Digest}"), Demands(image, layout));
            }),
        ];

    private bool Has(ReleaseContent content) => settings.Model.Release.Contents.Contains(content);

    private IEnumerable<ReleaseItem> Packages()
    {
        foreach (var item in Has(ReleaseContent.Packages) ? dotnet.Packed : [])
        {
            var package = dotnet.PackageOf(item);
            yield return Of(package, ReleaseFileKind.Nuget, null, IsRun(item) ? ProofLevel.Runs : null);
            if (item.Package!.HasSymbols)
                yield return Of(
                    Path.ChangeExtension(package, ".snupkg"), ReleaseFileKind.Symbols, null, ProofLevel.Fits);
        }
    }

    // A library without a self-test is proven by nothing.
    private bool IsRun(DotnetItem item) => item.Package!.Tool is not null
        || settings.Model.Dotnet.Any(other => other.SelfTest?.Of.Contains(item.Name) == true);

    private IEnumerable<ReleaseItem> Debs() =>
        from platform in Has(ReleaseContent.Debs) ? settings.Model.Platforms : []
        where settings.Architectures.Contains(platform.Architecture)
        from definition in debs.Definitions
        from file in Built(Path.Combine(Paths.Debs(platform), definition.Name), ".deb")
        select Of(file, ReleaseFileKind.Deb, platform.Architecture, ProofLevel.Installs);

    // What a wheel's build gave; the ledger says what it did not.
    private IEnumerable<ReleaseItem> Wheels() =>
        from platform in Has(ReleaseContent.Wheels) ? settings.Model.Platforms : []
        where settings.Architectures.Contains(platform.Architecture)
        from file in FolderListing.FilesOf(Paths.Wheels(platform), ".whl")
        select Of(file, ReleaseFileKind.Wheel,
            file.EndsWith("-any.whl", StringComparison.Ordinal) ? null : platform.Architecture, ProofLevel.Installs);

    private IEnumerable<ReleaseItem> Natives() =>
        from item in Has(ReleaseContent.Native) ? settings.Model.Native : []
        from architecture in settings.Architectures
        let folder = Paths.Native(item.Name, architecture)
        select new ReleaseItem(
            $"{item.Name}-{Version}-{architecture}.tar.gz", ReleaseFileKind.Native, folder, architecture)
        {
            Demands = Directory.Exists(folder) ? [.. Elves(folder)] : [],
        };

    private IEnumerable<ReleaseItem> Sources() => Has(ReleaseContent.Source)
        ? [new($"{Project}-{Version}.tar.gz", ReleaseFileKind.Source, "", null)]
        : [];

    /// <summary>The files and links of a native item that a release has, relative to its folder, sorted.</summary>
    internal static IReadOnlyList<string> FilesOf(string folder) =>
    [
        .. Below(folder, "").Where(f => !PathText.IsWithin(f, Tests)).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Below(string folder, string path) =>
        FolderListing.Read(Path.Combine(folder, path)).SelectMany(e => e.Kind == FileKind.Folder
            ? Below(folder, Path.Combine(path, e.Name))
            : [Path.Combine(path, e.Name)]);

    private IEnumerable<ProofDemand> Elves(string folder) =>
        from file in FilesOf(folder).Select(f => Path.Combine(folder, f))
        where new FileInfo(file).LinkTarget is null && ElfFile.TryRead(file) is not null
        select Demand(file, ProofLevel.Fits);

    private IReadOnlyList<ProofDemand> Demands(ImageDefinition image, string layout)
    {
        var manifests = OciLayout.ReadPlatforms(layout);
        return
        [
            .. settings.Architectures.Select(a => new ProofDemand(
                Paths.Relative(OciLayout.BlobPath(layout, ManifestOf(manifests, a, layout).Digest)),
                ManifestOf(manifests, a, layout).Digest,
                image.For(a).SelfTest is null ? ProofLevel.Loads : ProofLevel.Runs)),
        ];
    }

    private Descriptor ManifestOf(IReadOnlyList<Descriptor> manifests, Architecture architecture, string layout) =>
        manifests.FirstOrDefault(m => m.Platform?.Normalized == OciPlatform.Of(architecture).Normalized)
        ?? throw new ArgosyException(NotBuilt($"{Paths.Relative(layout)} for {architecture}"));

    private ReleaseItem Of(string file, ReleaseFileKind kind, Architecture? architecture, ProofLevel? least) =>
        new(Path.GetFileName(file), kind, file, architecture)
        {
            Demands = least is { } level && File.Exists(file) ? [Demand(file, level)] : [],
        };

    private ProofDemand Demand(string file, ProofLevel least) =>
        new(Paths.Relative(file), Digest.OfFile(file), least);

    private IEnumerable<string> Built(string folder, string suffix)
    {
        var files = FolderListing.FilesOf(folder, suffix);
        return files.Count > 0 ? files : throw new ArgosyException(NotBuilt(Paths.Relative(folder)));
    }

    private ReleaseItem Single(IGrouping<string, ReleaseItem> named)
    {
        var first = named.First();
        var other = named.FirstOrDefault(i => i.Source != first.Source
            && Digest.OfFile(i.Source) != Digest.OfFile(first.Source));
        return other is null
            ? first with { Demands = [.. named.SelectMany(i => i.Demands)] }
            : throw new ArgosyException(new Diagnostic("ARG0941", new(Paths.Relative(other.Source)),
                $"it has the name of {Paths.Relative(first.Source)} and other bytes",
                "Publish such files in a mirror for each platform, and leave their kind out of 'release: contents:'."));
    }

    private static Diagnostic NotBuilt(string what) => new(NotBuiltError, new(what),
        "the release declares it, and it isn't built", "Run --target=Release without --exclusive, which builds it.");
}
