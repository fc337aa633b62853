using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Cake.Argosy.Proofs;

/// <summary>Proves the managed runtime on an architecture: two processes, C# over the shim over libfabric, every byte
/// checked; on the build machine by .NET, elsewhere by mono under emulation.</summary>
/// <param name="Platform">Where.</param>
/// <param name="Root">A root of that platform: mono's, or on the build machine the sysroot.</param>
/// <param name="SelfTest">The self-test's folder, for the runtime that will run it.</param>
/// <param name="Shim">The folder of the architecture's shim.</param>
public sealed record RuntimeProof(Platform Platform, string Root, string SelfTest, string Shim)
{
    private const string Name = "argosy-runtime-selftest";

    // mono under emulation ends by itself now and then, also with programs that do nothing: such an end says nothing
    // of ours, so that it is tried again. A wrong byte, or an error that the self-test reports, is never retried.
    private const int Attempts = 4;

    /// <summary>Runs both roles at once. The worse of the two outcomes is the result.</summary>
    public async Task<RunOutcome> RunAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await RunPairAsync(cancellation);
            if (Platform.Architecture.IsBuildMachine || outcome.Verdict == Verdict.Passed || Reported(outcome)) return outcome;
            Session.CurrentTask.Log($"attempt {attempt} of {Attempts}: {outcome.Reason}");
            if (attempt == Attempts)
                return outcome with { Verdict = Verdict.Inconclusive, Reason = $"mono fell over {Attempts} times: {outcome.Reason}" };
        }
    }

    private async Task<RunOutcome> RunPairAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-selftest-").FullName;
        try
        {
            var outcomes = await Task.WhenAll(
                RunAsync("--serve", folder, cancellation), RunAsync("--connect", folder, cancellation));
            // A role whose peer fell over reports a failure that isn't its own.
            return outcomes.FirstOrDefault(o => o.Verdict != Verdict.Passed && !Reported(o))
                ?? outcomes.FirstOrDefault(o => o.Verdict != Verdict.Passed)
                ?? outcomes[0];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The self-test's own verdicts: 1 failed, 2 no provider.
    private static bool Reported(RunOutcome outcome) => outcome.Result is { TimedOut: false, ExitCode: 1 or 2 };

    private Task<RunOutcome> RunAsync(string role, string folder, CancellationToken cancellation) =>
        Platform.Architecture.IsBuildMachine
            ? DotnetAsync(role, folder, cancellation)
            : new ForeignRunner(Session.Commands).RunAsync(Mono(role, folder), cancellation);

    private async Task<RunOutcome> DotnetAsync(string role, string folder, CancellationToken cancellation)
    {
        var result = await Session.Commands.TryRunAsync(new("dotnet", Path.Combine(SelfTest, $"{Name}.dll"), role, folder)
        {
            Environment = new Dictionary<string, string?> { ["ARGOSY_RDMA_LIBRARY"] = Path.Combine(Shim, "libargosy_rdma.so") },
            Timeout = TimeSpan.FromMinutes(2),
        }, cancellation);
        return result.Succeeded
            ? new(Verdict.Passed, result, null)
            : new(Verdict.Failed, result, $"It ended with exit code {result.ExitCode}.");
    }

    // qemu hands the variables to mono and keeps them from itself; mono's own machine configuration lies in the root.
    private ForeignProgram Mono(string role, string folder) =>
        new(Platform.Architecture, Root, Path.Combine(Root, "usr/bin/mono-sgen"), Path.Combine(SelfTest, $"{Name}.exe"), role, folder)
        {
            Environment = new Dictionary<string, string?>
            {
                ["MONO_PATH"] = $"{SelfTest}:{Path.Combine(Root, "usr/lib/mono/4.5")}",
                ["MONO_CFG_DIR"] = Path.Combine(Root, "etc"),
                ["LD_LIBRARY_PATH"] = Shim,
            },
            // mono leaves its memory there when it falls over.
            Folder = folder,
            Timeout = TimeSpan.FromMinutes(2),
        };
}
