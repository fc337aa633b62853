using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>Proof before publish.</summary>
[TaskName("Verify")]
[TaskDescription("Proves every artifact by running it on its platform")]
[IsDependentOn(typeof(VerifyNative))]
[IsDependentOn(typeof(VerifyRuntime))]
[IsDependentOn(typeof(VerifyImages))]
[IsDependentOn(typeof(VerifyLayouts))]
public sealed class Verify : FrostingTask;
