using System.Diagnostics;
using System.Globalization;
using Argosy.Artifacts.Trust;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Bench.Packages;

/// <summary>A mirror of many packages is published, again with nothing changed, and with one package more, rolled back
/// and verified; beside aptly with the same packages.</summary>
internal static class PublishScenario
{
    private const int Rounds = 5;
    private const string Mirror = "debian";

    public static async Task RunAsync(string work, int count, Report report)
    {
        var tree = Path.Combine(work, "tree");
        SmallDebs.Write(tree, 0, count);
        var target = new FolderTarget(Path.Combine(work, "srv"));
        var publisher = new MirrorPublisher(
            target, new() { Key = SigningKey.Create(Path.Combine(work, "key.pem")) }, Path.Combine(work, "state"));
        var operations = new MirrorOperations(target, TimeSpan.FromMinutes(1));
        var files = $"{count.ToString(CultureInfo.InvariantCulture)} files";

        var first = await SecondsAsync(() => publisher.PublishAsync(Mirror, tree, CancellationToken.None));
        report.Note($"first publication of {files}", Text(first), "", met: true);
        var unchanged = await Report.MedianAsync(
            Rounds, _ => publisher.PublishAsync(Mirror, tree, CancellationToken.None));
        report.Add($"unchanged publication of {files}", unchanged, 1, "≤ 1 s");
        SmallDebs.Write(tree, count, 1);
        var changed = await SecondsAsync(() => publisher.PublishAsync(Mirror, tree, CancellationToken.None));
        report.Note("publication with one package more", Text(changed), "", met: true);
        var back = await SecondsAsync(() => operations.RollBackAsync(Mirror, null, CancellationToken.None));
        report.Note("rollback", Text(back), "", met: true);
        var verified = await SecondsAsync(async () => await new MirrorVerifier(target, null).VerifyAsync(
            await operations.FindAsync(Mirror, CancellationToken.None), all: false, CancellationToken.None));
        report.Note("verification of the served files and of the retained packages", Text(verified), "", met: true);
        if (await Peer.IsThereAsync("aptly", "version")) await CompareAsync(work, tree, unchanged, report);
    }

    private static async Task CompareAsync(string work, string tree, double ours, Report report)
    {
        var configuration = Path.Combine(work, "aptly.conf");
        await File.WriteAllTextAsync(configuration, $$"""{"rootDir": "{{Path.Combine(work, "aptly")}}"}""");
        Task Run(params string[] arguments) => Peer.RunAsync("aptly", [$"-config={configuration}", .. arguments]);
        await Run("repo", "create", "bench");
        await Run("repo", "add", "bench", Path.Combine(tree, "pool"));
        var first = await SecondsAsync(() => Run(
            "publish", "repo", "-skip-signing", "-distribution=bookworm", "-architectures=amd64", "bench"));
        report.Note("aptly: first publication", Text(first), "", met: true);
        var unchanged = await Report.MedianAsync(
            3, _ => Run("publish", "update", "-skip-signing", "bookworm"));
        report.Note("aptly: unchanged publication", Text(unchanged),
            string.Create(CultureInfo.InvariantCulture, $"{unchanged / ours:F0} × ours; bound ≥ 10 ×"),
            unchanged >= 10 * ours);
    }

    private static async Task<double> SecondsAsync(Func<Task> run)
    {
        var clock = Stopwatch.StartNew();
        await run();
        return clock.Elapsed.TotalSeconds;
    }

    private static string Text(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s");
}
