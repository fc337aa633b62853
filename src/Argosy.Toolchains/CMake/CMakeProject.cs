using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.CMake;

/// <summary>A CMake project, built by Ninja for a platform or for the build machine.</summary>
/// <param name="SourceFolder">The folder of its CMakeLists.txt.</param>
/// <param name="BuildFolder">A folder that CMake may fill; its contents never affect the result
/// (<see cref="KeptBuild"/>).</param>
public sealed record CMakeProject(string SourceFolder, string BuildFolder) : INativeProject
{
    // For long lists that only a program reads.
    private static readonly CommandRunner s_quiet = new(_ => { });

    /// <inheritdoc />
    public IReadOnlyList<string> Programs => ["cmake", "ninja"];

    /// <inheritdoc />
    public async Task InstallAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, string folder,
        CancellationToken cancellation)
    {
        using var staged = new StagedFolder(folder);
        var step = StepOf(runner.Host, target, Programs, staged.Path);
        var variables = Variables(target);
        var kept = new KeptBuild(this, [BuildFolder, target.Sysroot, step.Scratch], [
            CMakeToolchain.Text(runner.Host, target.Architecture, target.Sysroot, target.ProjectRoot),
            .. variables, .. step.Tools.Identity,
            $"{await confinement.RefusalAsync(runner) is null}", FolderState.Fingerprint(target.Sysroot)]);
        if (!kept.IsSound()) Remove(BuildFolder);
        Directory.CreateDirectory(BuildFolder);
        kept.Forget();
        WriteToolchain(runner.Host, target);
        Remove(step.Calls);

        kept.AskForInputs();
        await RunAsync(ConfigureCommand(variables));
        kept.TakeSources();
        await RunAsync(BuildCommand(target.Jobs));
        await RunAsync(new("cmake", "--install", BuildFolder, "--prefix", "/usr")
        {
            Environment = new Dictionary<string, string?> { ["DESTDIR"] = staged.Path },
        });
        CompileAudit.Check(step, new(SourceFolder));
        InstalledTree.Settle(staged.Path, SourceFolder);
        if (await NinjaInputs.TryReadAsync(s_quiet, BuildFolder, target.ProjectRoot, cancellation) is { } inputs)
            kept.Keep(inputs);
        staged.Publish();

        Task RunAsync(Command command) => this.RunAsync(runner, confinement, target, step, command, cancellation);
    }

    /// <inheritdoc />
    public async Task<BuiltSuite> BuildSuiteAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, NativeCheck check, string installed,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (check.Program is not (CheckProgram.CTest or CheckProgram.Command))
            throw BuildFailure.NoSuite(check, "CMake", "'ctest'");
        Remove(BuildFolder);
        var step = StepOf(runner.Host, target, ["ctest", .. Programs]) with
        {
            CompilerFlags = SuiteFlags.Of(runner.Host, target, installed),
        };
        WriteToolchain(runner.Host, target);
        await RunAsync(runner, confinement, target, step, ConfigureCommand(Variables(target)), cancellation);
        await RunAsync(runner, confinement, target, step, BuildCommand(target.Jobs), cancellation);
        var results = Path.Combine(BuildFolder, "junit.xml");
        return check.Program == CheckProgram.CTest
            ? new(step, CtestCommand(results), _ => JUnitResults.Read(results), StartsItself: false)
            : new(step, new(check.Command[0], [.. check.Command.Skip(1)]) { Folder = BuildFolder },
                PrintedResults.Read, StartsItself: true);
    }

    /// <summary>Configures from scratch with CMake's cache variables, each as <c>-DNAME=VALUE</c>.</summary>
    public Task ConfigureAsync(CommandRunner runner, IReadOnlyList<string> variables, CancellationToken cancellation)
    {
        Remove(BuildFolder);
        return runner.RunAsync(ConfigureCommand(variables), cancellation);
    }

    /// <summary>Builds changed files.</summary>
    public Task BuildAsync(CommandRunner runner, int jobs, CancellationToken cancellation) =>
        runner.RunAsync(BuildCommand(jobs), cancellation);

    /// <summary>Runs CTest and writes its results as JUnit XML.</summary>
    /// <returns>CTest's result; exit code 0 if every test passed.</returns>
    public Task<CommandResult> TestAsync(CommandRunner runner, string junitFile, CancellationToken cancellation) =>
        runner.TryRunAsync(CtestCommand(junitFile), cancellation);

    private async Task RunAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, ConfinedStep step, Command command,
        CancellationToken cancellation)
    {
        command = command with { Folder = BuildFolder };
        var result = await confinement.TryRunAsync(runner, step, target.Architecture, command, cancellation);
        if (!result.Succeeded) throw BuildFailure.Of(target, step.Tools, SourceFolder, command, result);
    }

    // For a package as debhelper sets them; the item's own options come last and are followed.
    private string[] Variables(NativeTarget target)
    {
        string[] packaged = target.IsPackaged
            ?
            [
                $"-DCMAKE_INSTALL_LIBDIR={target.LibraryFolder}", "-DCMAKE_INSTALL_LOCALSTATEDIR=/var",
                "-DCMAKE_INSTALL_SYSCONFDIR=/etc", "-DCMAKE_SKIP_INSTALL_RPATH=ON",
            ]
            : [];
        return
        [
            $"-DCMAKE_TOOLCHAIN_FILE={Toolchain}", "-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DCMAKE_INSTALL_PREFIX=/usr",
            .. packaged, .. target.Options.Select(v => $"-D{v.Key}={v.Value}"),
        ];
    }

    private string Toolchain => Path.Combine(BuildFolder, "toolchain.cmake");

    private void WriteToolchain(Host host, NativeTarget target) =>
        CMakeToolchain.Write(Toolchain, host, target.Architecture, target.Sysroot, target.ProjectRoot);

    private Command ConfigureCommand(IReadOnlyList<string> variables) =>
        new("cmake", ["-S", SourceFolder, "-B", BuildFolder, "-G", "Ninja", .. variables]);

    private Command BuildCommand(int jobs) => new("cmake", "--build", BuildFolder, "--parallel", $"{jobs}");

    private Command CtestCommand(string junitFile) =>
        new("ctest", "--test-dir", BuildFolder, "--output-on-failure", "--output-junit", junitFile);

    private ConfinedStep StepOf(Host host, NativeTarget target, IReadOnlyList<string> programs, string? staged = null)
    {
        if (!File.Exists(Path.Combine(SourceFolder, "CMakeLists.txt")))
            throw BuildFailure.NoProject(SourceFolder, "CMakeLists.txt");
        Directory.CreateDirectory(BuildFolder);
        return new(
            new(host, target.Architecture, [.. programs, .. target.Tools]), target.Sysroot, $"{BuildFolder}.step")
        {
            Reads = [target.ProjectRoot],
            Writes = staged is null ? [BuildFolder] : [BuildFolder, staged],
        };
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
