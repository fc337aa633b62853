using System.Globalization;
using Argosy.Oci.Model;
using Argosy.Oci.Transfer;

namespace Argosy.Bench.Images;

/// <summary>An image goes to a registry on this machine, beside <c>skopeo copy</c>: whole, with layers that another
/// repository has, and unchanged.</summary>
internal static class PushScenario
{
    private const int Rounds = 5;
    private const double Bound = 1.2;

    public static async Task RunAsync(BenchImages images, Report report)
    {
        var set = BenchImages.Set("push", "x64", [.. PackagesScenario.Base, "python3"]);
        await images.PinAsync(set);
        await images.BuildAsync(set, "push", "cache-push");
        var skopeo = await Peer.IsThereAsync("skopeo");
        var (plain, shared, same, theirs) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            // Each round has a registry's storage of its own name: nothing is there to mount.
            using var server = new RegistryServer(images[$"registry-{round}"]);
            await plain.AddAsync(() => PushAsync(server, "first/image"));
            await shared.AddAsync(() => PushAsync(server, "second/image"));
            await same.AddAsync(() => PushAsync(server, "second/image"));
            if (!skopeo) continue;
            using var other = new RegistryServer(images[$"registry-skopeo-{round}"]);
            await theirs.AddAsync(() => Peer.RunAsync("skopeo", "--insecure-policy", "copy", "--all",
                "--dest-tls-verify=false", $"oci:{images["push"]}", $"docker://{other.Address}/first/image:latest"));
        }

        var peer = skopeo ? theirs.Median : double.PositiveInfinity;
        report.Add("push", plain.Median, peer * Bound, skopeo
            ? string.Create(CultureInfo.InvariantCulture, $"skopeo copy {peer:F2} s × {Bound}")
            : "skopeo isn't installed");
        report.Add("push to a second repository", shared.Median, 0.5, "0.5 s");
        report.Add("push of what is there", same.Median, 0.1, "0.1 s");

        async Task PushAsync(RegistryServer server, string repository)
        {
            var target = ImageReference.Parse($"{server.Address}/{repository}:latest");
            using var push = new ImagePush(target, new() { PlainHttp = true, SeenBlobs = images["seen"] });
            await push.PushAsync(images["push"], [], [], dryRun: false, CancellationToken.None);
        }
    }
}
