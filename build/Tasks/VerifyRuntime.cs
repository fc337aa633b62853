using Cake.Argosy.Graph;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>Runs C# over the shim over libfabric and checks every byte.</summary>
[TaskName("Verify-Runtime")]
[TaskDescription(
    "Proves the managed runtime on each architecture: two processes, RMA between them, every byte checked")]
[IsDependentOn(typeof(VerifyDotnet))]
[IsDependentOn(typeof(VerifyPack))]
public sealed class VerifyRuntime : FrostingTask;
