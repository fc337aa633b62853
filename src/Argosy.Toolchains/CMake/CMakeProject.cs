using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Processes;

namespace Argosy.Toolchains.CMake;

/// <summary>A CMake project, built by Ninja for a platform or for the build machine.</summary>
/// <param name="SourceFolder">Where its CMakeLists.txt lies.</param>
/// <param name="BuildFolder">What CMake may fill; kept between builds.</param>
public sealed record CMakeProject(string SourceFolder, string BuildFolder)
{
    /// <summary>Builds for an architecture against a sysroot and installs into a folder, whole or not at all.</summary>
    /// <param name="runner">Runs CMake.</param>
    /// <param name="architecture">What is built for.</param>
    /// <param name="sysroot">A root of the platform.</param>
    /// <param name="jobs">Compilers at a time.</param>
    /// <param name="targetFolder">Where it is installed.</param>
    /// <param name="cancellation">Ends the compilers.</param>
    public async Task InstallAsync(
        CommandRunner runner, Architecture architecture, string sysroot, int jobs, string targetFolder,
        CancellationToken cancellation)
    {
        var toolchain = Path.Combine(BuildFolder, "toolchain.cmake");
        CMakeToolchain.Write(toolchain, architecture, sysroot);
        await ConfigureAsync(runner, [$"-DCMAKE_TOOLCHAIN_FILE={toolchain}", "-DCMAKE_BUILD_TYPE=RelWithDebInfo"], cancellation);
        await BuildAsync(runner, jobs, cancellation);
        using var staged = new StagedFolder(targetFolder);
        await runner.RunAsync(new("cmake", "--install", BuildFolder, "--prefix", staged.Path), cancellation);
        staged.Publish();
    }

    /// <summary>Configures with CMake's cache variables, each as <c>-DNAME=VALUE</c>.</summary>
    public Task ConfigureAsync(CommandRunner runner, IReadOnlyList<string> variables, CancellationToken cancellation) =>
        runner.RunAsync(new("cmake", ["-S", SourceFolder, "-B", BuildFolder, "-G", "Ninja", .. variables]), cancellation);

    /// <summary>Builds what has changed.</summary>
    public Task BuildAsync(CommandRunner runner, int jobs, CancellationToken cancellation) =>
        runner.RunAsync(new("cmake", "--build", BuildFolder, "--parallel", $"{jobs}"), cancellation);

    /// <summary>Runs CTest and writes its results as JUnit XML.</summary>
    /// <returns>How CTest ended; exit code 0 where every test passed.</returns>
    public Task<CommandResult> TestAsync(CommandRunner runner, string junitFile, CancellationToken cancellation) =>
        runner.TryRunAsync(
            new("ctest", "--test-dir", BuildFolder, "--output-on-failure", "--output-junit", junitFile), cancellation);
}
