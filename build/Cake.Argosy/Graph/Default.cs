using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>The main job.</summary>
[TaskName("Default")]
[TaskDescription("Builds, proves and packages everything for every architecture of argosy.yaml")]
[IsDependentOn(typeof(Tidy))]
[IsDependentOn(typeof(Native))]
[IsDependentOn(typeof(Dotnet))]
[IsDependentOn(typeof(Pack))]
[IsDependentOn(typeof(Images))]
[IsDependentOn(typeof(Wheels))]
[IsDependentOn(typeof(Deb))]
[IsDependentOn(typeof(Mirrors))]
[IsDependentOn(typeof(Pipelines))]
[IsDependentOn(typeof(Devstack))]
[IsDependentOn(typeof(Verify))]
public sealed class Default : FrostingTask;
