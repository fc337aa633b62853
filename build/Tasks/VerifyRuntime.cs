using Cake.Argosy.Graph;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>C# over the shim over libfabric, every byte checked.</summary>
[TaskName("Verify-Runtime")]
[TaskDescription("Proves the managed runtime on each architecture: two processes, RMA between them, every byte checked")]
[IsDependentOn(typeof(VerifyDotnet))]
[IsDependentOn(typeof(VerifyPack))]
public sealed class VerifyRuntime : FrostingTask;
