using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Images.Definition;
using Argosy.Images.Engines;
using Argosy.Oci.Layout;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Proof;

/// <summary>Proves a layout with independent engines: skopeo reads and copies it, podman runs it.</summary>
/// <param name="runner">Runs them, and logs their output.</param>
/// <param name="workFolder">For temporary files, which are all removed.</param>
public sealed class ImageProof(CommandRunner runner, string workFolder)
{
    /// <summary>skopeo shows the multi-platform index as written, and copies all of it unchanged.</summary>
    public Task<RunOutcome> InspectAsync(string layout, CancellationToken cancellation) =>
        Limit(new("skopeo", "--version")).RunAsync(
            limit => InFolder(folder => InspectAsync(layout, folder, limit, cancellation)), cancellation);

    /// <summary>podman runs a definition's self-test in a container of one architecture, without a network.</summary>
    public Task<RunOutcome> RunAsync(
        string layout, Architecture architecture, SelfTest test, CancellationToken cancellation) =>
        // The definition's limit is a minimum: it doesn't know the machine's other load.
        Limit(new("podman", "--version"), test.Timeout).RunAsync(
            limit => PodmanAsync(layout, architecture, limit,
                (proof, image) => proof.RunAsync(image, test, limit, cancellation), cancellation),
            cancellation);

    /// <summary>podman makes a container of one architecture, without starting it: the only proof of an image without a
    /// self-test.</summary>
    public Task<RunOutcome> CreateAsync(string layout, Architecture architecture, CancellationToken cancellation) =>
        Limit(new("podman", "--version")).RunAsync(
            limit => PodmanAsync(layout, architecture, limit,
                (proof, image) => proof.CreateAsync(image, limit, cancellation), cancellation),
            cancellation);

    internal static string Unready(CommandResult start) => Says(start, "/etc/subuid") || Says(start, "/etc/subgid")
        ? $"podman needs ids that this user may map: {start.Tail(1)}. As root: "
            + "usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "
            + $"{Environment.UserName} (a range that no one has)."
        : $"containers can't be run on this machine:\n{start.Tail()}";

    private async Task<RunOutcome> InspectAsync(
        string layout, string folder, TimeSpan limit, CancellationToken cancellation)
    {
        var written = OciLayout.Verify(layout);
        var shown = await runner.TryRunAsync(Skopeo(limit, "inspect", "--raw", $"oci:{layout}"), cancellation);
        if (!shown.Succeeded) return Unread(shown, "inspect");
        var copy = Path.Combine(folder, "copy");
        var copied = await runner.TryRunAsync(
            Skopeo(limit,
                "copy", "--quiet", "--all", "--preserve-digests", $"oci:{layout}", $"oci:{copy}:{ImageLayout.RefName}"),
            cancellation);
        if (!copied.Succeeded) return Unread(copied, "copy");
        var arrived = OciLayout.Verify(copy).Blobs.Select(b => b.Digest).ToHashSet();
        return arrived.SetEquals(written.Blobs.Select(b => b.Digest))
            ? new(Verdict.Passed, copied, null)
            : new(Verdict.Failed, copied, "the copy that skopeo made holds other blobs");
    }

    private Task<RunOutcome> PodmanAsync(string layout, Architecture architecture, TimeSpan limit,
        Func<EngineProof, PlatformImage, Task<RunOutcome>> prove, CancellationToken cancellation) =>
        InFolder(async folder =>
        {
            var image = PlatformImage.Of(OciLayout.Verify(layout), architecture);
            if (await ChoiceAsync(image, architecture, limit, cancellation) is { } unchosen) return unchosen;
            await using var service = PodmanService.Start(runner, folder);
            if (await service.WaitUntilReadyAsync(limit, cancellation) is { } failed)
                return new(Verdict.Inconclusive, failed, Unready(failed)) { OutOfTime = failed.TimedOut };
            return await prove(
                new EngineProof(service.Engine, runner.Host, runner.Log) { HasExplicitLimits = true }, image);
        });

    // podman gets the platform's image alone: that the index leads to it is shown by another reader.
    private async Task<RunOutcome?> ChoiceAsync(
        PlatformImage image, Architecture architecture, TimeSpan limit, CancellationToken cancellation)
    {
        string[] variant = architecture.OciVariant is { } name ? ["--override-variant", name] : [];
        var shown = await runner.TryRunAsync(
            Skopeo(limit,
                [
                    "--override-os", "linux", "--override-arch", architecture.OciArchitecture, .. variant,
                    "inspect", "--config", "--raw", $"oci:{image.Layout}"
                ]) with
            { OutputLine = static _ => { } },
            cancellation);
        if (!shown.Succeeded) return Unread(shown, "inspect");
        return Digest.Of(shown.Output.TrimEnd('\n')) == image.Manifest.Config.Digest
            ? null
            : new(Verdict.Failed, shown, $"skopeo finds another image for {architecture} through the index");
    }

    private static RunOutcome Unread(CommandResult skopeo, string verb)
    {
        var judged = Judgement.Of(skopeo, emulated: false);
        return judged.OutOfTime ? judged : judged with { Reason = $"skopeo can't {verb} it:\n{skopeo.Tail()}" };
    }

    private TimeLimit Limit(Command trivial, TimeSpan asked = default) => TimeLimit.By(
        async cancellation =>
        {
            try
            {
                await runner.TryRunAsync(trivial with { Timeout = TimeLimit.Most }, cancellation);
            }
            catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
            {
                // The proof detects and reports this, too.
            }
        },
        asked);

    private static bool Says(CommandResult run, string words) =>
        run.Error.Contains(words, StringComparison.OrdinalIgnoreCase)
        || run.Output.Contains(words, StringComparison.OrdinalIgnoreCase);

    // The machine's policy is about images from elsewhere.
    private static Command Skopeo(TimeSpan limit, params IReadOnlyList<string> arguments) =>
        new("skopeo", ["--insecure-policy", .. arguments]) { Timeout = limit };

    private async Task<RunOutcome> InFolder(Func<string, Task<RunOutcome>> prove)
    {
        var folder = Path.Combine(Path.GetFullPath(workFolder), $"proof-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            return await prove(folder);
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return new(Verdict.Inconclusive, null, e.Message);
        }
        finally
        {
            Leftovers.TryRemove(folder);
        }
    }
}
