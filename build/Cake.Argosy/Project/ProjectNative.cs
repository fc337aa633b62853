using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.CMake;
using Cake.Argosy.Proofs;

namespace Cake.Argosy.Project;

/// <summary>Native code: a CMake project, cross-built, with tests of its own that it installs.</summary>
public sealed class ProjectNative(Session session)
{
    // What is installed there is an artifact of its own, told in the report. A project need not have each.
    private static readonly string[] s_artifacts = ["bin", "lib", "libexec", "sbin", "test"];

    /// <summary>The tools that cross-build for an architecture.</summary>
    public static string[] ToolsOf(Architecture architecture) => ["cmake", "ninja", "unshare", "env", $"{architecture.GnuTriplet}-gcc"];

    /// <summary>Cross-builds a project for an architecture into <c>artifacts/native/&lt;arch&gt;</c>. The build sees the project's
    /// folder (read-only), the platform's sysroot, and the tools that are named; it writes to its build folder.</summary>
    /// <param name="source">The project's folder, relative to the root.</param>
    /// <param name="architecture">What for.</param>
    /// <param name="tools">Programs beside the compilers, CMake and Ninja that it starts; the task declares them with <c>Uses</c>.</param>
    public async Task BuildAsync(string source, Architecture architecture, params string[] tools)
    {
        var target = session.Paths.Native(architecture);
        var sysroot = session.Roots.PathOf(session.Model.BasePlatform(architecture), ProjectRoots.Sysroot);
        if (await session.Confinement.RefusalOnceAsync(Session.Commands) is { } refusal) Session.CurrentTask.Note(refusal);
        await At(source, architecture.Name).InstallAsync(
            Session.Commands, session.Confinement,
            new(architecture, sysroot, session.Root) { Jobs = session.CompilerJobs, Tools = tools },
            target, Session.CurrentTask.Cancellation);
        foreach (var folder in s_artifacts.Select(f => Path.Combine(target, f)).Where(Directory.Exists))
            session.Outputs.Made(folder, "*", ArtifactKind.Native, architecture);
    }

    /// <summary>What was built fits its platform, its tests pass there, and what they don't use is loaded.</summary>
    public async Task ProveAsync(Architecture architecture)
    {
        var platform = session.Model.BasePlatform(architecture);
        var proof = new NativeProof(session, platform, session.Roots.PathOf(platform, ProjectRoots.Sysroot));
        await proof.RecordAsync(session.Paths.Native(architecture), Session.CurrentTask.Cancellation);
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
        new(Path.GetFullPath(source, session.Root), Path.Combine(session.Paths.State, "native", kind));
}
