using System.Globalization;

namespace Argosy.Bench.Images;

/// <summary>Packages become layouts: for one architecture, for a second one, with one package changed, with
/// none.</summary>
internal static class PackagesScenario
{
    private const int Rounds = 3;
    private const double SecondBound = 1.2;

    /// <summary>What a minimal Debian has.</summary>
    public static IReadOnlyList<string> Base { get; } =
    [
        "apt", "base-files", "base-passwd", "bash", "coreutils", "dash", "debianutils", "diffutils", "dpkg",
        "findutils", "grep", "gzip", "hostname", "init-system-helpers", "libc-bin", "login", "mount", "ncurses-base",
        "ncurses-bin", "passwd", "perl-base", "sed", "sysvinit-utils", "tar", "tzdata", "util-linux",
    ];

    public static async Task RunAsync(BenchImages images, Report report)
    {
        var packages = Base.Append("python3").ToArray();
        var (x64, arm64) = (BenchImages.Set("py", "x64", packages), BenchImages.Set("py", "arm64", packages));
        await images.PinAsync(x64);
        await images.PinAsync(arm64);
        var first = await Report.MedianAsync(Rounds, r => images.BuildAsync(x64, "py-x64", $"cache-{r}"));
        var second = await Report.MedianAsync(Rounds, r => images.BuildAsync(arm64, "py-arm64", $"cache-{r}"));
        report.Add("packages to layout, nothing converted yet", first, double.PositiveInfinity, "");
        report.Add("the second architecture", second, first * SecondBound, string.Create(
            CultureInfo.InvariantCulture, $"{first:F2} s × {SecondBound}"));
        var before = await images.BuildAsync(x64, "py-x64", "cache-0");
        var nothing = await Report.MedianAsync(Rounds, _ => images.BuildAsync(x64, "py-x64", "cache-0"));
        report.Add("nothing changed", nothing, 1, "1 s");
        await images.ChangeAsync(x64, "libpython3.11-stdlib");
        var after = before;
        var changed = await Report.MedianAsync(1, async _ => after = await images.BuildAsync(x64, "py-x64", "cache-0"));
        report.Add("one package changed", changed, 1, "1 s");
        var layers = after.Layers.Except(before.Layers).Count();
        report.Note("layers that changed with it", $"{layers} of {after.Layers.Count}", "2", layers <= 2);
    }
}
