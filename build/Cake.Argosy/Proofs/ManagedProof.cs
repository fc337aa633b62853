using Argosy.Artifacts.Files;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Running;
using Cake.Argosy.Project;

namespace Cake.Argosy.Proofs;

/// <summary>Proves packed managed code on an architecture by its self-test: by .NET on the build machine, elsewhere by
/// mono under emulation.</summary>
/// <param name="session">The run.</param>
/// <param name="pair">The self-test.</param>
public sealed class ManagedProof(Session session, ManagedPair pair)
{
    // Where a self-test runs: a root of the platform, the program's folder and that of the native libraries.
    private sealed record Place(Platform Platform, string Root, string SelfTest, string Libraries);

    /// <summary>Runs the self-test, and records what that proves of every library's package.</summary>
    /// <param name="architecture">Where.</param>
    /// <param name="selfTest">The self-test's folder, for the runtime that will run it.</param>
    public async Task RecordAsync(Architecture architecture, string selfTest)
    {
        var platform = session.Model.BasePlatform(architecture);
        var purpose = architecture.IsBuildMachine ? ProjectRoots.Sysroot : ProjectRoots.Mono;
        var place = new Place(platform, session.Roots.PathOf(platform, purpose), selfTest, Path.Combine(session.Paths.Native(architecture), "lib"));
        var outcome = await RunAsync(place, Session.CurrentTask.Cancellation);
        var how = architecture.IsBuildMachine ? $"{pair.Name} on .NET" : $"{pair.Name} on mono, emulating {architecture}";
        foreach (var package in Directory.EnumerateFiles(session.Paths.Packages, "*.nupkg").Where(PackagedBytes.IsLibrary).Order(StringComparer.Ordinal))
        {
            var path = session.Paths.Relative(package);
            var parts = PackagedBytes.Architectures(package);
            var part = parts.Count > 0 ? Proof.OfPart(path, architecture.Name) : path;
            if (PackagedBytes.FirstDifference(package, selfTest, architecture, place.Libraries) is { } different)
                Evidence.Disprove(part, ProofLevel.Runs, $"its {different} isn't the one that the self-test ran with");
            else
                Evidence.Record(part, ProofLevel.Runs, outcome, how);
            Evidence.Await(path, parts.Except([architecture.Name]));
        }

        new SymbolProof(session).Record(session.Paths.Packages);
    }

    // mono under emulation ends by itself now and then, also with programs that do nothing: such an end says nothing
    // of ours, so that it is tried again. A wrong byte, or an error that the self-test reports, is never retried.
    private const int Attempts = 4;

    // Where mono can't even show the self-test's usage, no attempt will tell more. Two, since one may be such an end.
    private const int Controls = 2;

    // How much address space qemu gives mono. mono's s390x code falls over at once in the layout of memory that qemu
    // chooses by itself, and works in any reserved space (8 GB to 512 GB were tried); the others do in either.
    private const string AddressSpace = "8G";

    private async Task<RunOutcome> RunAsync(Place place, CancellationToken cancellation)
    {
        // The yardstick: the self-test's usage, on the same runtime.
        var limit = TimeLimit.By(token => InFolderAsync(folder => RunAsync(place, ["--help"], folder, TimeLimit.Most, token)));
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await limit.RunAsync(time => InFolderAsync(folder => RunPairAsync(place, folder, time, cancellation)), cancellation);
            if (place.Platform.Architecture.IsBuildMachine || outcome.Verdict == Verdict.Passed || outcome.OutOfTime || Reported(outcome))
                return outcome;
            Session.CurrentTask.Log($"attempt {attempt} of {Attempts}: {outcome.Reason}");
            if (attempt == 1 && await InFolderAsync(folder => IsBrokenAsync(place, folder, cancellation)))
                return outcome with { Verdict = Verdict.Inconclusive, Reason = "mono itself falls over there, whatever it runs." };
            if (attempt == Attempts)
                return outcome with { Verdict = Verdict.Inconclusive, Reason = $"mono fell over {Attempts} times: {outcome.Reason}" };
        }
    }

    // The control: the self-test's usage, which takes neither a native library nor a peer.
    private async Task<bool> IsBrokenAsync(Place place, string folder, CancellationToken cancellation)
    {
        for (var control = 0; control < Controls; control++)
        {
            if (!Crashed(await RunAsync(place, ["--help"], folder, TimeLimit.Most, cancellation))) return false;
        }

        return true;
    }

    private async Task<RunOutcome> RunPairAsync(Place place, string folder, TimeSpan limit, CancellationToken cancellation)
    {
        using var trace = new LoaderTrace();
        var outcomes = new List<RunOutcome>();
        await foreach (var role in Task.WhenEach(
            RunAsync(place, [pair.Roles.First, folder], folder, limit, cancellation, trace),
            RunAsync(place, [pair.Roles.Second, folder], folder, limit, cancellation, trace)))
        {
            outcomes.Add(await role);
        }

        var decisive = Decisive(outcomes);
        return decisive.Verdict != Verdict.Passed || trace.Files().Contains(LoaderTrace.Resolve(Path.Combine(place.Libraries, pair.Library)))
            ? decisive
            : decisive with { Verdict = Verdict.Failed, Reason = $"It passed without {pair.Library}, which it never loaded." };
    }

    /// <summary>Which of the roles' outcomes says what went wrong, in the order in which they ended.</summary>
    /// <remarks>A role whose peer fell over or ran out of time reports a failure that isn't its own; one that waits for a peer
    /// that has failed runs out of time.</remarks>
    internal static RunOutcome Decisive(IReadOnlyList<RunOutcome> outcomes) =>
        outcomes.FirstOrDefault(o => o.Verdict != Verdict.Passed && !o.OutOfTime && !Reported(o))
        ?? outcomes.FirstOrDefault(o => o.Verdict != Verdict.Passed)
        ?? outcomes[0];

    private static async Task<T> InFolderAsync<T>(Func<string, Task<T>> run)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-selftest-").FullName;
        try
        {
            return await run(folder);
        }
        finally
        {
            Leftovers.TryRemove(folder);
        }
    }

    // The self-test's own verdicts: 1 failed, 2 no provider.
    private static bool Reported(RunOutcome outcome) => outcome.Result is { TimedOut: false, ExitCode: 1 or 2 };

    // Ended by a signal, as a shell would count it.
    private static bool Crashed(RunOutcome outcome) => outcome.Result is { TimedOut: false, ExitCode: > 128 };

    private Task<RunOutcome> RunAsync(
        Place place, IReadOnlyList<string> arguments, string folder, TimeSpan limit, CancellationToken cancellation, LoaderTrace? trace = null)
    {
        if (place.Platform.Architecture.IsBuildMachine) return DotnetAsync(place, arguments, limit, trace, cancellation);
        var mono = Mono(place, folder, arguments).Within(limit);
        return new ForeignRunner(Session.Commands).RunAsync(trace?.Watch(mono) ?? mono, cancellation);
    }

    private async Task<RunOutcome> DotnetAsync(
        Place place, IReadOnlyList<string> arguments, TimeSpan limit, LoaderTrace? trace, CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string?>
        {
            [pair.LibraryVariable] = Path.Combine(place.Libraries, pair.Library),
            [TimeLimit.Variable] = TimeLimit.SecondsOf(limit),
        };
        return Judgement.Of(await Session.Commands.TryRunAsync(
            new("dotnet", [Path.Combine(place.SelfTest, $"{pair.Name}.dll"), .. arguments])
            {
                Environment = trace?.Variables(environment) ?? environment,
                Timeout = limit,
            }, cancellation), emulated: false);
    }

    // mono's own machine configuration lies in the root.
    private ForeignProgram Mono(Place place, string folder, params IReadOnlyList<string> arguments) =>
        new(place.Platform.Architecture, place.Root, Path.Combine(place.Root, "usr/bin/mono-sgen"),
            [Path.Combine(place.SelfTest, $"{pair.Name}.exe"), .. arguments])
        {
            Environment = new Dictionary<string, string?>
            {
                ["MONO_PATH"] = $"{place.SelfTest}:{Path.Combine(place.Root, "usr/lib/mono/4.5")}",
                ["MONO_CFG_DIR"] = Path.Combine(place.Root, "etc"),
                ["LD_LIBRARY_PATH"] = place.Libraries,
                ["QEMU_RESERVED_VA"] = AddressSpace,
            },
            // mono leaves its memory there when it falls over.
            Folder = folder,
        };
}
