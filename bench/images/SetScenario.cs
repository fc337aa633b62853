using System.Globalization;
using Argosy.Oci.Model;

namespace Argosy.Bench.Images;

/// <summary>Fifteen images for three architectures, whose packages are in the cache.</summary>
internal static class SetScenario
{
    private const double Bound = 90;
    private const double SharedBound = 0.6;

    public static async Task RunAsync(BenchImages images, Report report)
    {
        string[] architectures = ["x64", "arm64", "ppc64le"];
        var all = (from architecture in architectures
                   from image in ImageSet.Images
                   select (Architecture: architecture, Set: BenchImages.Set(
                       image.Key, architecture, [.. ImageSet.Base, .. image.Value]))).ToList();
        var names = new Dictionary<(string, string), IReadOnlySet<string>>();
        foreach (var (architecture, set) in all)
        {
            await images.PinAsync(set);
            var root = await images.Builder.PackageAsync(set, CancellationToken.None);
            names[(architecture, set.Name)] = root.Packages.Select(p => p.Name).ToHashSet();
        }

        var layers = new List<Descriptor>();
        var seconds = await Report.MedianAsync(1, async _ =>
        {
            foreach (var (architecture, set) in all)
            {
                var known = all.Where(a => a.Architecture == architecture).ToDictionary(
                    a => a.Set.Name["image-".Length..], a => names[(architecture, a.Set.Name)]);
                var built = await images.BuildAsync(set, $"{set.Name}-{architecture}", "set-cache", known);
                layers.AddRange(built.Layers);
            }
        });
        report.Add($"{ImageSet.Images.Count} images for {architectures.Length} architectures", seconds, Bound, "90 s");
        var (total, unique) = (layers.Sum(l => l.Size), layers.Distinct().Sum(l => l.Size));
        var saved = 1 - (double)unique / total;
        report.Note("bytes that shared layers save", string.Create(
            CultureInfo.InvariantCulture, $"{saved:P0} of {total >> 20} MB"), "60 %", saved >= SharedBound);
    }
}
