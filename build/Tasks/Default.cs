using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>The main job.</summary>
[TaskName("Default")]
[TaskDescription("Builds, proves and packages everything for every architecture of argosy.yaml")]
[IsDependentOn(typeof(Native))]
[IsDependentOn(typeof(Runtime))]
[IsDependentOn(typeof(Pack))]
[IsDependentOn(typeof(Images))]
[IsDependentOn(typeof(Pipelines))]
[IsDependentOn(typeof(Devstack))]
[IsDependentOn(typeof(Verify))]
public sealed class Default : FrostingTask;
