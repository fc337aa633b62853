using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Building;

/// <summary>A project of one build system, built for a platform in confined steps.</summary>
/// <remarks>Whatever the build system, what it installs depends on sources, toolchain, tools, sysroot and options alone:
/// not on earlier builds, nor on the folder of the project, the user, the umask or the machine's files.</remarks>
public interface INativeProject
{
    /// <summary>Programs that the build starts on the machine, besides the compilers.</summary>
    IReadOnlyList<string> Programs { get; }

    /// <summary>Builds for an architecture against a sysroot and installs into a folder, atomically.</summary>
    /// <remarks>Errors: ARG0321 if a compiler or tool is missing, ARG0322 if the project writes outside of its folders,
    /// ARG0323 if a compile command names the build machine's headers or libraries, ARG0324 and ARG0325 for the
    /// installed files, ARG0302 if a step fails.</remarks>
    /// <param name="runner">Runs the build system.</param>
    /// <param name="confinement">Restricts the build to its folders.</param>
    /// <param name="target">The target and inputs.</param>
    /// <param name="folder">The folder for the files that the project installs below <c>/usr</c>.</param>
    /// <param name="cancellation">Ends the compilers.</param>
    Task InstallAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, string folder,
        CancellationToken cancellation);

    /// <summary>Builds the project with its own suite, whose programs find the libraries of an install folder before
    /// those of the build. Error ARG0351 if this build system has no such suite.</summary>
    /// <param name="runner">Runs the build system.</param>
    /// <param name="confinement">Restricts the build to its folders.</param>
    /// <param name="target">The target and inputs.</param>
    /// <param name="check">The suite.</param>
    /// <param name="installed">The install folder.</param>
    /// <param name="cancellation">Ends the compilers.</param>
    Task<BuiltSuite> BuildSuiteAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, NativeCheck check, string installed,
        CancellationToken cancellation);
}
