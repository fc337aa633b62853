using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>All mirrors for a static web server. Each mirror's own task adds itself.</summary>
[TaskName("Mirrors")]
[TaskDescription(
    "Writes the mirrors: wheels for pip, packages for NuGet, debs for apt; any static web server serves them")]
[IsDependentOn(typeof(Tidy))]
public sealed class Mirrors : FrostingTask;
