using Cake.Argosy.Graph;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>The managed runtime and its self-test.</summary>
[TaskName("Runtime")]
[TaskDescription("Compiles the managed runtime and its self-test, once for all architectures")]
[IsDependentOn(typeof(Dotnet))]
public sealed class Runtime : FrostingTask;
