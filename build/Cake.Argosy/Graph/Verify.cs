using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>Proof before publish.</summary>
[TaskName("Verify")]
[TaskDescription("Proves every artifact by running it on its platform")]
[IsDependentOn(typeof(VerifyNative))]
[IsDependentOn(typeof(VerifyDotnet))]
[IsDependentOn(typeof(VerifyPack))]
[IsDependentOn(typeof(VerifyImage))]
[IsDependentOn(typeof(VerifyLayout))]
[IsDependentOn(typeof(VerifyWheel))]
[IsDependentOn(typeof(Ledger))]
[IsDependentOn(typeof(VerifyDeb))]
public sealed class Verify : FrostingTask;
