using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>Everything that a release publishes, as built.</summary>
[TaskName("Release-Inputs")]
[TaskDescription("Builds everything that a release publishes")]
[IsDependentOn(typeof(Native))]
[IsDependentOn(typeof(Pack))]
[IsDependentOn(typeof(Images))]
[IsDependentOn(typeof(Wheels))]
[IsDependentOn(typeof(Deb))]
public sealed class ReleaseInputs : FrostingTask;
