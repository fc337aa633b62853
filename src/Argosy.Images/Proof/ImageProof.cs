using Argosy.Images.Definition;
using Argosy.Images.Oci;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Proof;

/// <summary>Proves a layout with engines that others wrote: skopeo reads and copies it, podman runs it.</summary>
/// <param name="runner">Runs them, and logs what they say.</param>
/// <param name="workFolder">For temporary files, all removed again.</param>
public sealed class ImageProof(CommandRunner runner, string workFolder)
{
    private static readonly TimeSpan s_startUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_copying = TimeSpan.FromMinutes(10);

    // Signals that a broken emulator dies of as well as a broken program: SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV.
    private static readonly int[] s_crashes = [128 + 4, 128 + 6, 128 + 7, 128 + 8, 128 + 11];

    private const int EngineFailed = 125; // podman-run(1), exit status

    /// <summary>skopeo shows the multi-platform index as it was written, and copies all of it unchanged.</summary>
    public Task<ImageProofResult> InspectAsync(string layout, CancellationToken cancellation) => InFolder(null, async folder =>
    {
        var written = OciLayout.Verify(layout);
        var shown = await runner.TryRunAsync(Skopeo("inspect", "--raw", $"oci:{layout}"), cancellation);
        if (!shown.Succeeded) return new(null, Verdict.Failed, $"skopeo can't inspect it:\n{shown.Tail()}");
        var copy = Path.Combine(folder, "copy");
        var copied = await runner.TryRunAsync(
            Skopeo("copy", "--quiet", "--all", "--preserve-digests", $"oci:{layout}", $"oci:{copy}:{ImageLayout.RefName}"), cancellation);
        if (!copied.Succeeded) return new(null, Verdict.Failed, $"skopeo can't copy it:\n{copied.Tail()}");
        var arrived = OciLayout.Verify(copy).Blobs.Select(b => b.Digest).ToHashSet();
        return arrived.SetEquals(written.Blobs.Select(b => b.Digest))
            ? new(null, Verdict.Passed)
            : new(null, Verdict.Failed, "the copy that skopeo made holds other blobs");
    });

    /// <summary>podman runs a definition's self-test in a container of one architecture, without a network.</summary>
    public Task<ImageProofResult> RunAsync(
        string layout, Architecture architecture, SelfTest test, CancellationToken cancellation) =>
        InFolder(architecture, async folder =>
        {
            OciLayout.Verify(layout);
            var engine = new PrivateEngine(folder);
            engine.Prepare();
            var ready = await runner.TryRunAsync(engine.Podman(["--version"], s_startUp), cancellation);
            if (!ready.Succeeded)
                return new(architecture, Verdict.Inconclusive, $"containers can't be run on this machine:\n{ready.Tail()}");
            var run = await runner.TryRunAsync(engine.Podman(Arguments(layout, architecture, test), test.Timeout), cancellation);
            var (outcome, reason) = Judge(run, architecture, test);
            return new(architecture, outcome, reason);
        });

    internal static (Verdict Verdict, string Reason) Judge(CommandResult run, Architecture architecture, SelfTest test)
    {
        if (run.Succeeded) return (Verdict.Passed, "");
        if (run.TimedOut) return (Verdict.Failed, $"it took longer than {test.Timeout.TotalSeconds} s:\n{run.Tail()}");
        if (run.ExitCode == EngineFailed) return JudgeEngine(run);
        var emulated = !architecture.IsBuildMachine;
        if (emulated && Says(run, "exec format error"))
            return (Verdict.Inconclusive, $"this machine can't run {architecture.KernelName} programs: install qemu-user-static");
        if (emulated && (s_crashes.Contains(run.ExitCode) || Says(run, "qemu: uncaught target signal")))
            return (Verdict.Inconclusive, $"it crashed under emulation, with exit code {run.ExitCode}:\n{run.Tail()}");
        return (Verdict.Failed, $"it ended with exit code {run.ExitCode}:\n{run.Tail()}");
    }

    // Layers that podman can't take are our fault; that it can't make a container, or has no space, is the machine's.
    private static (Verdict Verdict, string Reason) JudgeEngine(CommandResult run) =>
        Says(run, "copying system image") && !Says(run, "no space left")
            ? (Verdict.Failed, $"podman can't unpack it:\n{run.Tail()}")
            : (Verdict.Inconclusive, $"podman can't run containers here:\n{run.Tail()}");

    private static bool Says(CommandResult run, string words) =>
        run.Error.Contains(words, StringComparison.OrdinalIgnoreCase) || run.Output.Contains(words, StringComparison.OrdinalIgnoreCase);

    // Explicit limits: podman would else try to raise them, which not everyone may.
    private static string[] Arguments(string layout, Architecture architecture, SelfTest test) =>
    [
        "run", "--quiet", "--rm", "--arch", architecture.OciArchitecture, "--network=none",
        "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024", $"--shm-size={test.SharedMemory}m",
        "--entrypoint", test.Command[0], $"oci:{Path.GetFullPath(layout)}", .. test.Command.Skip(1),
    ];

    // The policy of the machine is about images from elsewhere.
    private static Command Skopeo(params IReadOnlyList<string> arguments) =>
        new("skopeo", ["--insecure-policy", .. arguments]) { Timeout = s_copying };

    private async Task<ImageProofResult> InFolder(Architecture? architecture, Func<string, Task<ImageProofResult>> prove)
    {
        var folder = Path.Combine(Path.GetFullPath(workFolder), $"proof-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            return await prove(folder);
        }
        catch (ArgosyException e) when (e.Diagnoses[0].Id == "ARG0301")
        {
            return new(architecture, Verdict.Inconclusive, e.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
