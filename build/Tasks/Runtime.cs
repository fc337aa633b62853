using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The managed runtime, compiled once for all architectures.</summary>
[TaskName("Runtime")]
[TaskDescription("Compiles the managed runtime and its self-test, once for all architectures")]
public sealed class Runtime : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Inputs([.. Cargo.RuntimeSources, Cargo.SelfTestSources, ".editorconfig"])
        .Values(session.Model.Project.Version)
        .UsesVersioned("dotnet")
        .Outputs("artifacts/managed", ".argosy/selftest")
        .Resources(cores: 1, "msbuild");

    /// <inheritdoc />
    public override Task RunAsync(Session context) => Cargo.PublishAsync(context);
}
