using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>Style, drift, and faults of CI's configuration.</summary>
[TaskName("Lint")]
[TaskDescription(
    "Fails on badly formatted sources, on generated files that have drifted from the model, and on faults of zuul.d/")]
[IsDependentOn(typeof(CheckPipelines))]
[IsDependentOn(typeof(Drift))]
[IsDependentOn(typeof(FormatC))]
[IsDependentOn(typeof(FormatCSharp))]
[IsDependentOn(typeof(FormatShell))]
public sealed class Lint : FrostingTask;
