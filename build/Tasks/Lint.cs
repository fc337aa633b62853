using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>Style and drift.</summary>
[TaskName("Lint")]
[TaskDescription("Fails on badly formatted sources, and on generated files that have drifted from the model")]
[IsDependentOn(typeof(Drift))]
[IsDependentOn(typeof(FormatC))]
[IsDependentOn(typeof(FormatCSharp))]
[IsDependentOn(typeof(FormatShell))]
public sealed class Lint : FrostingTask;
