using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>What a static web server serves.</summary>
[TaskName("Mirrors")]
[TaskDescription("Writes the mirrors: wheels for pip, packages for NuGet, debs for apt; any static web server serves them")]
[IsDependentOn(typeof(Tidy))]
[IsDependentOn(typeof(MirrorWheel))]
[IsDependentOn(typeof(MirrorNuget))]
[IsDependentOn(typeof(MirrorDebian))]
public sealed class Mirrors : FrostingTask;
