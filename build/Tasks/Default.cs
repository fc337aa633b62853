using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>The main job.</summary>
[TaskName("Default")]
[TaskDescription("Builds, proves and packages everything for every architecture of argosy.yaml")]
public sealed class Default : FrostingTask;
