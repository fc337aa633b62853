using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The runtime's fuzzers, for as long as a release asks for, and its tests that take minutes each.</summary>
[TaskName("Fuzz")]
[TaskDescription("Runs each of the runtime's fuzzers for an hour, or --fuzz-seconds, and its soak tests: what a release does beside Test")]
[IsDependentOn(typeof(Native))]
public sealed class Fuzz : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task.Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(Session context) =>
        context.Suites.SoakAsync("fuzz", "tests/Argosy.Runtime.Tests", context.FuzzTime, Session.CurrentTask.Cancellation);
}
