using System.Globalization;
using Argosy.Images;
using Argosy.Images.Definition;
using Argosy.Oci.Model;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;

namespace Argosy.Bench.Images;

/// <summary>The images of <c>samples/images</c> for all their architectures, whose packages are in the cache.</summary>
internal static class SetScenario
{
    private const double Bound = 90;
    private const double SharedBound = 0.6;

    private sealed record Cell(ImageDefinition Image, Platform Platform, PackageSet Set);

    public static async Task RunAsync(BenchImages images, string project, Report report)
    {
        var samples = Path.Combine(project, "samples/images");
        var settings = new BuildSettings(
            samples, Host.Detect(), Model.Load(Path.Combine(samples, Model.FileName)), () => new(0));
        using var roots = new PlatformRoots(settings, _ => { });
        var build = new ImageBuild(settings, roots);
        var cells = (from architecture in settings.Architectures
                     from image in build.Definitions
                     select new Cell(image, settings.Model.BasePlatform(architecture),
                         build.SetOf(image, architecture))).ToList();
        var names = new Dictionary<Cell, IReadOnlySet<string>>();
        foreach (var cell in cells)
        {
            await images.PinAsync(cell.Set);
            var root = await images.Builder.PackageAsync(cell.Set, CancellationToken.None);
            names[cell] = root.Packages.Select(p => p.Name).ToHashSet();
        }

        var layers = new List<Descriptor>();
        var first = await Report.MedianAsync(1, _ => BuildAsync(layers.AddRange));
        var again = await Report.MedianAsync(3, _ => BuildAsync(_ => { }));
        var what = $"{build.Definitions.Count} images for {settings.Architectures.Count} architectures";
        report.Add($"{what}, packages in the cache", first, Bound, "90 s");
        report.Add($"{what}, converted before", again, Bound, "90 s");
        var (total, unique) = (layers.Sum(l => l.Size), layers.Distinct().Sum(l => l.Size));
        var saved = 1 - (double)unique / total;
        report.Note("bytes that shared layers save", string.Create(
            CultureInfo.InvariantCulture, $"{saved:P0} of {total >> 20} MB"), "60 %", saved >= SharedBound);

        async Task BuildAsync(Action<IReadOnlyList<Descriptor>> take)
        {
            foreach (var cell in cells)
            {
                var root = await images.Builder.PackageAsync(cell.Set, CancellationToken.None);
                var built = await new LayoutBuilder(cell.Image, samples, DateTimeOffset.UnixEpoch)
                {
                    CacheFolder = images["set-cache"],
                    Set = names.Where(n => n.Key.Platform == cell.Platform)
                        .ToDictionary(n => n.Key.Image.Name, n => n.Value),
                }.BuildAsync(cell.Platform, root, images[$"set-{cell.Set}"], CancellationToken.None);
                take(built.Layers);
            }
        }
    }
}
