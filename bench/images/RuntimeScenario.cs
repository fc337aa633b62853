using Argosy.Images;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;

namespace Argosy.Bench.Images;

/// <summary>This project's image for all its architectures: with nothing in any cache, then with its packages, then
/// with nothing changed.</summary>
internal static class RuntimeScenario
{
    private const double ColdBound = 40;
    private const double WarmBound = 5;

    public static async Task RunAsync(BenchImages images, string project, Report report)
    {
        var settings = new BuildSettings(
            project, Host.Detect(), Model.Load(Path.Combine(project, Model.FileName)), () => new(0));
        using var roots = new PlatformRoots(settings, _ => { });
        var build = new ImageBuild(settings, roots);
        var image = build.Find("runtime");
        if (!Directory.Exists(Path.Combine(project, "artifacts/managed")))
        {
            report.Note("the runtime image", "not measured", "./build.sh makes its files first", met: false);
            return;
        }

        var options = new RootOptions(settings.Paths.Locks) { CacheFolder = images["cold-debs"] };
        var architectures = $"for {settings.Architectures.Count} architectures";
        report.Add($"the runtime image {architectures}, nothing in any cache",
            await Report.MedianAsync(1, _ => BuildAsync("cold")), ColdBound, "40 s");
        Directory.Delete(images["cold-debs/indexes"], recursive: true);
        report.Add($"the runtime image {architectures}, packages in the cache",
            await Report.MedianAsync(1, _ => BuildAsync("warm")), WarmBound, "5 s");
        report.Add($"the runtime image {architectures}, converted before",
            await Report.MedianAsync(3, _ => BuildAsync("warm")), WarmBound, "5 s");

        async Task BuildAsync(string cache)
        {
            // As the engine's tasks: as many at a time as there are cores.
            using var builder = new RootBuilder(new(_ => { }), options);
            await Parallel.ForEachAsync(settings.Architectures, async (architecture, token) =>
            {
                var root = await builder.PackageAsync(build.SetOf(image, architecture), token);
                await new LayoutBuilder(image, project, DateTimeOffset.UnixEpoch)
                {
                    CacheFolder = images[$"layers-{cache}"],
                }.BuildAsync(
                    settings.Model.BasePlatform(architecture), root, images[$"runtime-{architecture}"], token);
            });
        }
    }
}
