using Argosy.Artifacts;
using Argosy.Platforms;
using Cake.Argosy.Proofs;

namespace Cake.Argosy;

public sealed partial class Session
{
    /// <summary>The shim of an architecture fits its platform, and its tests pass there.</summary>
    public async Task ProveNativeAsync(Architecture architecture)
    {
        var proof = new NativeProof(this, Model.BasePlatform(architecture), RootOf(architecture, Sysroot));
        proof.Fit(Paths.Native(architecture));
        await proof.TestAsync(Paths.Native(architecture), CurrentTask.Cancellation);
    }

    /// <summary>The packed runtime moves memory between two processes of an architecture.</summary>
    public async Task ProveRuntimeAsync(Architecture architecture)
    {
        var outcome = await RuntimeProof(architecture).RunAsync(CurrentTask.Cancellation);
        var how = architecture.IsBuildMachine ? "C# self-test on .NET" : $"C# self-test on mono, emulating {architecture}";
        foreach (var package in Directory.EnumerateFiles(Paths.Packages, "*.nupkg").Order(StringComparer.Ordinal))
            Evidence.Record(Paths.Relative(package), ProofLevel.Runs, outcome, how);
    }
}
