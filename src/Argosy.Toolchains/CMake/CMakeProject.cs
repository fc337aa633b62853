using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.CMake;

/// <summary>A CMake project, built by Ninja for a platform or for the build machine.</summary>
/// <param name="SourceFolder">The folder of its CMakeLists.txt.</param>
/// <param name="BuildFolder">A folder that CMake may fill; its contents never affect the result
/// (<see cref="KeptBuild"/>).</param>
public sealed record CMakeProject(string SourceFolder, string BuildFolder)
{
    // For long lists that only a program reads.
    private static readonly CommandRunner s_quiet = new(_ => { });

    /// <summary>Builds for an architecture against a sysroot and installs into a folder, atomically.</summary>
    /// <remarks>Errors: ARG0321 if a compiler or tool is missing, ARG0322 if the project writes outside of its folders,
    /// ARG0323 if a compile command names the build machine's headers or libraries, ARG0324 and ARG0325 for the
    /// installed files.</remarks>
    /// <param name="runner">Runs CMake.</param>
    /// <param name="confinement">Restricts the build to its folders.</param>
    /// <param name="build">The target and inputs.</param>
    /// <param name="targetFolder">The folder for the files that the project installs below <c>/usr</c>.</param>
    /// <param name="cancellation">Ends the compilers.</param>
    public async Task InstallAsync(
        CommandRunner runner, Confinement confinement, CMakeBuild build, string targetFolder,
        CancellationToken cancellation)
    {
        using var staged = new StagedFolder(targetFolder);
        var step = StepOf(runner.Host, build, staged.Path);
        string[] variables =
        [
            $"-DCMAKE_TOOLCHAIN_FILE={Path.Combine(BuildFolder, "toolchain.cmake")}",
            "-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DCMAKE_INSTALL_PREFIX=/usr",
            .. build.Variables.Select(v => $"-D{v.Key}={v.Value}"),
        ];
        var kept = new KeptBuild(this, [BuildFolder, build.Sysroot, step.Scratch], [
            CMakeToolchain.Text(runner.Host, build.Architecture, build.Sysroot, build.ProjectRoot),
            .. variables, .. step.Tools.Identity,
            $"{await confinement.RefusalAsync(runner) is null}", FolderState.Fingerprint(build.Sysroot)]);
        if (!kept.IsSound()) Remove(BuildFolder);
        Directory.CreateDirectory(BuildFolder);
        kept.Forget();
        CMakeToolchain.Write(
            Path.Combine(BuildFolder, "toolchain.cmake"), runner.Host, build.Architecture, build.Sysroot,
            build.ProjectRoot);
        Remove(step.Calls);

        kept.AskForInputs();
        await RunAsync(ConfigureCommand(variables));
        kept.TakeSources();
        await RunAsync(new("cmake", "--build", BuildFolder, "--parallel", $"{build.Jobs}"));
        await RunAsync(new("cmake", "--install", BuildFolder, "--prefix", "/usr")
        {
            Environment = new Dictionary<string, string?> { ["DESTDIR"] = staged.Path },
        });
        CompileAudit.Check(step, new(SourceFolder));
        InstalledTree.Settle(staged.Path, SourceFolder);
        if (await NinjaInputs.TryReadAsync(s_quiet, BuildFolder, build.ProjectRoot, cancellation) is { } inputs)
            kept.Keep(inputs);
        staged.Publish();

        async Task RunAsync(Command command)
        {
            command = command with { Folder = BuildFolder };
            var result = await confinement.TryRunAsync(runner, step, build.Architecture, command, cancellation);
            if (!result.Succeeded) throw CMakeFailure.Of(build, step.Tools, SourceFolder, command, result);
        }
    }

    /// <summary>Configures from scratch with CMake's cache variables, each as <c>-DNAME=VALUE</c>.</summary>
    public Task ConfigureAsync(CommandRunner runner, IReadOnlyList<string> variables, CancellationToken cancellation)
    {
        Remove(BuildFolder);
        return runner.RunAsync(ConfigureCommand(variables), cancellation);
    }

    /// <summary>Builds changed files.</summary>
    public Task BuildAsync(CommandRunner runner, int jobs, CancellationToken cancellation) =>
        runner.RunAsync(new("cmake", "--build", BuildFolder, "--parallel", $"{jobs}"), cancellation);

    /// <summary>Runs CTest and writes its results as JUnit XML.</summary>
    /// <returns>CTest's result; exit code 0 if every test passed.</returns>
    public Task<CommandResult> TestAsync(CommandRunner runner, string junitFile, CancellationToken cancellation) =>
        runner.TryRunAsync(
            new("ctest", "--test-dir", BuildFolder, "--output-on-failure", "--output-junit", junitFile), cancellation);

    private Command ConfigureCommand(IReadOnlyList<string> variables) =>
        new("cmake", ["-S", SourceFolder, "-B", BuildFolder, "-G", "Ninja", .. variables]);

    private ConfinedStep StepOf(Host host, CMakeBuild build, string staged)
    {
        if (!File.Exists(Path.Combine(SourceFolder, "CMakeLists.txt")))
        {
            throw new ArgosyException(new Diagnostic("ARG0326", new(SourceFolder),
                "there is no CMakeLists.txt in this folder",
                "Name the folder of a CMake project in the task that builds it."));
        }

        Directory.CreateDirectory(BuildFolder);
        return new(
            new(host, build.Architecture, ["cmake", "ninja", .. build.Tools]), build.Sysroot, $"{BuildFolder}.step")
        {
            Reads = [build.ProjectRoot],
            Writes = [BuildFolder, staged],
        };
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
