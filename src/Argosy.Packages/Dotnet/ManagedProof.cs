using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Items;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Dotnet;

/// <summary>Proves packed managed code on an architecture by a self-test: by .NET on the host's own, elsewhere by mono
/// under emulation.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Has the roots that it runs in.</param>
/// <param name="build">Has made the packages.</param>
/// <param name="item">The self-test.</param>
/// <param name="task">The running task.</param>
public sealed partial class ManagedProof(
    BuildSettings settings, PlatformRoots roots, DotnetBuild build, DotnetItem item, TaskContext task)
{
    private readonly DotnetSelfTest _test = item.SelfTest
        ?? throw new ArgumentException($"{item.Name} is no self-test", nameof(item));

    // The environment of a self-test: a root of the platform, the program's folder and those of the native libraries.
    private sealed record Place(Platform Platform, string Root, string SelfTest, IReadOnlyList<string> Libraries);

    /// <summary>Which of a self-test's frameworks runs on an architecture, or null: .NET's own on the host's, on any
    /// other one of .NET Framework, which mono runs.</summary>
    public static string? FrameworkFor(Host host, DotnetItem item, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(architecture);
        return item.Frameworks.FirstOrDefault(f =>
            (host.Runs(architecture) ? DotnetFramework() : MonoFramework()).IsMatch(f));
    }

    /// <summary>Runs the self-test, and records its proofs of packages.</summary>
    public async Task RecordAsync(Architecture architecture)
    {
        var platform = settings.Model.BasePlatform(architecture);
        var selfTest = settings.Paths.SelfTest(item.Name, FrameworkFor(settings.Host, item, architecture)!);
        var purpose = settings.Host.Runs(architecture) ? PlatformRoots.Sysroot : PlatformRoots.Mono;
        var place = new Place(platform, roots.PathOf(platform, purpose), selfTest,
            [.. item.Natives.Select(n => Path.Combine(settings.Paths.Native(n, architecture), "lib"))]);
        var outcome = await RunAsync(place, task.Cancellation);
        var how = settings.Host.Runs(architecture)
            ? $"{_test.Program} on .NET"
            : $"{_test.Program} on mono, emulating {architecture}";
        foreach (var package in _test.Of.Select(of => build.PackageOf(build.Find(of))))
        {
            var path = settings.Paths.Relative(package);
            var parts = PackagedBytes.Architectures(package);
            var part = parts.Count > 0 ? Proof.OfPart(path, architecture.Name) : path;
            if (PackagedBytes.FirstDifference(package, selfTest, architecture, place.Libraries) is { } different)
                task.Disprove(part, ProofLevel.Runs, $"its {different} isn't the one that the self-test ran with");
            else
                task.Record(part, ProofLevel.Runs, outcome, how);
            task.Await(path, parts.Except([architecture.Name]));
        }
    }

    // mono under emulation sometimes crashes, even with programs that do nothing: such a crash proves nothing about
    // ours, so it is tried again. A wrong byte, or an error that the self-test reports, is never retried.
    private const int Attempts = 4;

    // If mono can't even show the self-test's usage, further attempts are useless. Two, since one may be such a crash.
    private const int Controls = 2;

    // The address space that qemu gives mono. mono's s390x code crashes at once in qemu's default memory layout, and
    // works in any reserved space (8 GB to 512 GB were tried); the others work in either.
    private const string AddressSpace = "8G";

    private async Task<RunOutcome> RunAsync(Place place, CancellationToken cancellation)
    {
        // The trivial program for the limit: the self-test's usage, on the same runtime.
        var limit = TimeLimit.By(token =>
            InFolderAsync(folder => RunAsync(place, ["--help"], folder, TimeLimit.Most, token)));
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await limit.RunAsync(
                time => InFolderAsync(folder => RunRolesAsync(place, folder, time, cancellation)), cancellation);
            if (settings.Host.Runs(place.Platform.Architecture) || outcome.Verdict == Verdict.Passed
                || outcome.OutOfTime || Reported(outcome))
                return outcome;
            task.Log($"attempt {attempt} of {Attempts}: {outcome.Reason}");
            if (attempt == 1 && await InFolderAsync(folder => IsBrokenAsync(place, folder, cancellation)))
                return outcome with
                {
                    Verdict = Verdict.Inconclusive,
                    Reason = "mono itself falls over there, whatever it runs."
                };
            // An exception that is uncaught each time is the program's own; a signal proves nothing about it, however
            // often it occurs.
            if (attempt == Attempts)
                return Uncaught(outcome)
                    ? outcome
                    : outcome with
                    {
                        Verdict = Verdict.Inconclusive,
                        Reason = $"mono fell over {Attempts} times: {outcome.Reason}"
                    };
        }
    }

    // The control: the self-test's usage, which needs neither a native library nor a peer.
    private async Task<bool> IsBrokenAsync(Place place, string folder, CancellationToken cancellation)
    {
        for (var control = 0; control < Controls; control++)
        {
            if (!Crashed(await RunAsync(place, ["--help"], folder, TimeLimit.Most, cancellation))) return false;
        }

        return true;
    }

    private async Task<RunOutcome> RunRolesAsync(
        Place place, string folder, TimeSpan limit, CancellationToken cancellation)
    {
        using var trace = new LoaderTrace();
        var outcomes = new List<RunOutcome>();
        string[][] roles = _test.Roles.Count == 0 ? [[]] : [.. _test.Roles.Select(role => (string[])[role, folder])];
        await foreach (var role in Task.WhenEach(
            roles.Select(r => RunAsync(place, r, folder, limit, cancellation, trace))))
            outcomes.Add(await role);

        var decisive = Decisive(outcomes);
        return decisive.Verdict != Verdict.Passed || _test.Library is not { } library
            || trace.Files().Contains(LoaderTrace.Resolve(PathOf(library, place)))
            ? decisive
            : decisive with
            {
                Verdict = Verdict.Failed,
                Reason = $"It passed without {library.File}, which it never loaded."
            };
    }

    private static string PathOf(SelfTestLibrary library, Place place) =>
        place.Libraries.Select(f => Path.Combine(f, library.File)).FirstOrDefault(File.Exists) ?? library.File;

    /// <summary>The role's outcome that shows the fault, from outcomes in the order in which they ended.</summary>
    /// <remarks>A role whose peer crashed or ran out of time reports a failure that isn't its own; one that waits for a
    /// failed peer runs out of time.</remarks>
    internal static RunOutcome Decisive(IReadOnlyList<RunOutcome> outcomes) =>
        outcomes.FirstOrDefault(o => o.Verdict != Verdict.Passed && !o.OutOfTime && !Reported(o))
        ?? outcomes.FirstOrDefault(o => o.Verdict != Verdict.Passed)
        ?? outcomes[0];

    private static async Task<T> InFolderAsync<T>(Func<string, Task<T>> run)
    {
        using var folder = new TemporaryFolder("argosy-selftest-");
        return await run(folder.Path);
    }

    // The self-test's own verdicts: 1 failed, 2 no provider.
    private static bool Reported(RunOutcome outcome) =>
        outcome.Result is { TimedOut: false, ExitCode: 1 or 2 } && !Uncaught(outcome);

    // mono also exits with 1 for an uncaught exception. Under emulation some are mono's own: an emulator's fault
    // reaches managed code as a null reference.
    private static bool Uncaught(RunOutcome outcome) =>
        outcome.Result is { ExitCode: 1 } result
        && result.Error.Contains("FATAL UNHANDLED EXCEPTION", StringComparison.Ordinal);

    // Ended by a signal, with a shell's exit code.
    private static bool Crashed(RunOutcome outcome) => outcome.Result is { TimedOut: false, ExitCode: > 128 };

    private Task<RunOutcome> RunAsync(
        Place place, IReadOnlyList<string> arguments, string folder, TimeSpan limit, CancellationToken cancellation,
        LoaderTrace? trace = null)
    {
        if (settings.Host.Runs(place.Platform.Architecture))
            return DotnetAsync(place, arguments, limit, trace, cancellation);
        var mono = Mono(place, folder, arguments).Within(limit);
        return new ForeignRunner(task.Commands()).RunAsync(trace?.Watch(mono) ?? mono, cancellation);
    }

    private async Task<RunOutcome> DotnetAsync(
        Place place, IReadOnlyList<string> arguments, TimeSpan limit, LoaderTrace? trace,
        CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string?> { [TimeLimit.Variable] = TimeLimit.SecondsOf(limit) };
        if (_test.Library is { Variable: { } variable } library) environment[variable] = PathOf(library, place);
        else if (place.Libraries.Count > 0) environment["LD_LIBRARY_PATH"] = string.Join(':', place.Libraries);
        return Judgement.Of(await task.Commands().TryRunAsync(
            new("dotnet", [Path.Combine(place.SelfTest, $"{_test.Program}.dll"), .. arguments])
            {
                Environment = trace?.Variables(environment) ?? environment,
                Timeout = limit,
            }, cancellation), emulated: false);
    }

    // mono's own machine configuration is in the root.
    private ForeignProgram Mono(Place place, string folder, params IReadOnlyList<string> arguments) =>
        new(place.Platform.Architecture, place.Root, Path.Combine(place.Root, "usr/bin/mono-sgen"),
            [Path.Combine(place.SelfTest, $"{_test.Program}.exe"), .. arguments])
        {
            Environment = new Dictionary<string, string?>
            {
                ["MONO_PATH"] = $"{place.SelfTest}:{Path.Combine(place.Root, "usr/lib/mono/4.5")}",
                ["MONO_CFG_DIR"] = Path.Combine(place.Root, "etc"),
                ["LD_LIBRARY_PATH"] = string.Join(':', place.Libraries),
                ["QEMU_RESERVED_VA"] = AddressSpace,
            },
            // mono writes its core dump there when it crashes.
            Folder = folder,
        };

    [GeneratedRegex(@"^net[0-9]+\.[0-9]+")]
    private static partial Regex DotnetFramework();

    [GeneratedRegex("^net4[0-9]{1,2}$")]
    private static partial Regex MonoFramework();
}
