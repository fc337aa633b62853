using Cake.Argosy.Graph;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>All tests.</summary>
[TaskName("Test")]
[TaskDescription("All tests: native with sanitizers, managed, and end to end over the main job")]
[IsDependentOn(typeof(TestNative))]
[IsDependentOn(typeof(TestManaged))]
[IsDependentOn(typeof(TestEndToEnd))]
public sealed class Test : FrostingTask;
