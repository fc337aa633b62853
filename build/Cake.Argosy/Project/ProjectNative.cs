using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.CMake;
using Cake.Argosy.Proofs;

namespace Cake.Argosy.Project;

/// <summary>Native code: a CMake project, cross-built, with tests of its own that it installs.</summary>
public sealed class ProjectNative(Session session)
{
    /// <summary>The tools that cross-build for an architecture.</summary>
    public static string[] ToolsOf(Architecture architecture) => ["cmake", "ninja", $"{architecture.GnuTriplet}-gcc"];

    /// <summary>Cross-builds a project for an architecture into <c>artifacts/native/&lt;arch&gt;</c>.</summary>
    /// <param name="source">The project's folder, relative to the root.</param>
    /// <param name="architecture">What for.</param>
    public async Task BuildAsync(string source, Architecture architecture)
    {
        var target = session.Paths.Native(architecture);
        var sysroot = session.Roots.PathOf(session.Model.BasePlatform(architecture), ProjectRoots.Sysroot);
        await At(source, architecture.Name).InstallAsync(
            Session.Commands, architecture, sysroot, session.CompilerJobs, target, Session.CurrentTask.Cancellation);
        session.Outputs.Made(Path.Combine(target, "lib"), "*", ArtifactKind.Native, architecture);
        session.Outputs.Made(Path.Combine(target, "test"), "*", ArtifactKind.Native, architecture);
    }

    /// <summary>What was built fits its platform, and its tests pass there.</summary>
    public async Task ProveAsync(Architecture architecture)
    {
        var platform = session.Model.BasePlatform(architecture);
        var proof = new NativeProof(session, platform, session.Roots.PathOf(platform, ProjectRoots.Sysroot));
        proof.Fit(session.Paths.Native(architecture));
        await proof.TestAsync(session.Paths.Native(architecture), Session.CurrentTask.Cancellation);
    }

    /// <summary>A project for this machine, with the sanitizers: where its tests are run from.</summary>
    public CMakeProject Sanitized(string source) => At(source, "sanitized");

    /// <summary>Builds a project and its tests for this machine, with the sanitizers.</summary>
    public async Task BuildSanitizedAsync(string source)
    {
        var project = Sanitized(source);
        await project.ConfigureAsync(
            Session.Commands, ["-DARGOSY_SANITIZE=ON", "-DCMAKE_BUILD_TYPE=Debug"], Session.CurrentTask.Cancellation);
        await project.BuildAsync(Session.Commands, session.CompilerJobs, Session.CurrentTask.Cancellation);
    }

    private CMakeProject At(string source, string kind) =>
        new(Path.Combine(session.Root, source), Path.Combine(session.Paths.State, "native", kind));
}
