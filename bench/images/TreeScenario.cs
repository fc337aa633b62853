using System.Globalization;
using Argosy.Images;
using Argosy.Images.Definition;
using Argosy.Platforms.Yaml;

namespace Argosy.Bench.Images;

/// <summary>A tree of 200 MB becomes a layout of gzipped layers, beside <c>umoci insert</c>.</summary>
internal static class TreeScenario
{
    private const int Rounds = 3;
    private const double Bound = 1.15;

    public static async Task RunAsync(BenchImages images, Report report)
    {
        var set = BenchImages.Set("tree", "x64", PackagesScenario.Base.Append("python3").ToArray());
        await images.PinAsync(set);
        await images.Builder.BuildFolderAsync(set, images["tree"], CancellationToken.None);
        // Any root below: the tree is the project's files.
        Directory.CreateDirectory(images["empty/opt"]);
        await Peer.RunAsync("tar", "-cf", images["empty.tar"], "-C", images["empty"], "opt");
        var image = ImageDefinition.Read("tree", YamlFile.Parse(
            "packages: []\nfiles: [{source: tree, destination: /tree}]", "image.yaml"));
        var builder = new LayoutBuilder(image, images["."], DateTimeOffset.UnixEpoch.AddDays(1));
        var umoci = await Peer.IsThereAsync("umoci");
        // In turn, so that other work on the machine meets both.
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await Report.MedianAsync(1, _ => builder.BuildAsync(
                BenchImages.On("x64"), images["empty.tar"], images["tree-layout"], CancellationToken.None)));
            if (!umoci) continue;
            var layout = images[$"umoci-{round}"];
            await Peer.RunAsync("umoci", "init", "--layout", layout);
            await Peer.RunAsync("umoci", "new", "--image", $"{layout}:t");
            theirs.Add(await Report.MedianAsync(1, _ =>
                Peer.RunAsync("umoci", "insert", "--image", $"{layout}:t", images["tree"], "/tree")));
        }

        ours.Sort();
        theirs.Sort();
        var mine = ours[Rounds / 2];
        var theirOwn = umoci ? theirs[Rounds / 2] : double.PositiveInfinity;
        report.Add("tree to layout", mine, theirOwn * Bound, umoci
            ? string.Create(CultureInfo.InvariantCulture, $"umoci insert {theirOwn:F2} s × {Bound}")
            : "umoci isn't installed");
    }
}
