using Argosy.Artifacts.Files;
using Argosy.Images.Definition;
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
    private const int EngineFailed = 125; // podman-run(1), exit status

    /// <summary>skopeo shows the multi-platform index as written, and copies all of it unchanged.</summary>
    public Task<RunOutcome> InspectAsync(string layout, CancellationToken cancellation) =>
        Limit(new("skopeo", "--version")).RunAsync(
            limit => InFolder(folder => InspectAsync(layout, folder, limit, cancellation)), cancellation);

    /// <summary>podman runs a definition's self-test in a container of one architecture, without a network.</summary>
    public Task<RunOutcome> RunAsync(
        string layout, Architecture architecture, SelfTest test, CancellationToken cancellation) =>
        // The definition's limit is a minimum: it doesn't know the machine's other load.
        Limit(new("podman", "--version"), test.Timeout).RunAsync(
            limit => InFolder(folder => PodmanAsync(
                layout, architecture, folder, limit, Arguments(layout, architecture, test, limit), cancellation)),
            cancellation);

    internal static RunOutcome Judge(CommandResult run, Host host, Architecture architecture, BinFmtState emulator)
    {
        // If binfmt_misc isn't mounted, as in a chroot, the emulator may still be there: only such a failing run lacked
        // it.
        var hasNone = emulator == BinFmtState.OutsideRootsOnly
            || (emulator == BinFmtState.Missing && Says(run, "exec format error"));
        if (hasNone && !run.Succeeded) return new(Verdict.Inconclusive, run, BinFmt.Remedy(architecture));
        if (run.ExitCode == EngineFailed && !run.TimedOut) return JudgeEngine(run);

        var judged = Judgement.Of(run, emulated: !host.Runs(architecture));
        return judged.Reason is { } reason ? judged with { Reason = $"{reason}\n{run.Tail()}" } : judged;
    }

    internal static string Unready(CommandResult start) => Says(start, "/etc/subuid") || Says(start, "/etc/subgid")
        ? $"podman needs ids that this user may map: {start.Tail(1)}. As root: "
            + "usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "
            + $"{Environment.UserName} (a range that no one has)."
        : $"containers can't be run on this machine:\n{start.Tail()}";

    /// <summary>podman makes a container of one architecture, without starting it: the only proof of an image without a
    /// self-test.</summary>
    public Task<RunOutcome> CreateAsync(string layout, Architecture architecture, CancellationToken cancellation) =>
        Limit(new("podman", "--version")).RunAsync(
            limit => InFolder(folder => PodmanAsync(
                layout, architecture, folder, limit, Creation(layout, architecture), cancellation)),
            cancellation);

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

    private async Task<RunOutcome> PodmanAsync(string layout, Architecture architecture, string folder, TimeSpan limit,
        IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        OciLayout.Verify(layout);
        var engine = new PrivateEngine(folder);
        engine.Prepare();
        var ready = await runner.TryRunAsync(engine.Podman(["--version"], limit), cancellation);
        if (!ready.Succeeded) return new(Verdict.Inconclusive, ready, Unready(ready)) { OutOfTime = ready.TimedOut };
        var podman = engine.Podman(arguments, limit);
        var run = await runner.TryRunAsync(
            podman with { Folder = Path.GetDirectoryName(Path.GetFullPath(layout)) }, cancellation);
        return Judge(run, runner.Host, architecture, BinFmt.State(runner.Host, architecture));
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

    // Layers that podman rejects are our fault; if it can't make a container, or has no space, it is the machine's.
    private static RunOutcome JudgeEngine(CommandResult run) =>
        Says(run, "copying system image") && !Says(run, "no space left")
            ? new(Verdict.Failed, run, $"podman can't unpack it:\n{run.Tail()}")
            : new(Verdict.Inconclusive, run, $"podman can't run containers here:\n{run.Tail()}");

    private static bool Says(CommandResult run, string words) =>
        run.Error.Contains(words, StringComparison.OrdinalIgnoreCase)
        || run.Output.Contains(words, StringComparison.OrdinalIgnoreCase);

    // Explicit limits: otherwise podman tries to raise them, which not every user may do.
    private static string[] Arguments(string layout, Architecture architecture, SelfTest test, TimeSpan limit) =>
    [
        "run", "--quiet", "--rm", "--arch", architecture.OciArchitecture, "--network=none",
        "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024", $"--shm-size={test.SharedMemory}m",
        "--env", $"{TimeLimit.Variable}={TimeLimit.SecondsOf(limit)}", "--entrypoint", test.Command[0],
        NameOf(layout), .. test.Command.Skip(1),
    ];

    // A dummy entrypoint, for images without one, which podman otherwise rejects; nothing is started.
    private static string[] Creation(string layout, Architecture architecture) =>
    [
        "create", "--quiet", "--arch", architecture.OciArchitecture, "--network=none",
        "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024", "--entrypoint", "/", NameOf(layout),
    ];

    // podman makes a name from the text after "oci:", and names allow neither capitals nor colons: the layout's own
    // name is valid, the folder above it may be anything.
    private static string NameOf(string layout) => $"oci:{Path.GetFileName(Path.GetFullPath(layout))}";

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
