using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Meson;

/// <summary>A meson project, built by Ninja for a platform.</summary>
/// <param name="SourceFolder">The folder of its meson.build; nothing is written there.</param>
/// <param name="BuildFolder">The folder that the build fills; every build begins with an empty one.</param>
internal sealed record MesonProject(string SourceFolder, string BuildFolder) : INativeProject
{
    public IReadOnlyList<string> Programs => ["meson", "ninja", "pkg-config"];

    public async Task InstallAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, string folder,
        CancellationToken cancellation)
    {
        using var staged = new StagedFolder(folder);
        var build = Begin(runner, confinement, target, cancellation);
        build.Enter(Programs, staged.Path);
        await CompileAsync(build, runner.Host, target, target.Options);
        await build.RunAsync(new("meson", "install", "-C", build.Objects, "--no-rebuild", "--destdir", staged.Path));
        build.Settle(staged.Path);
        staged.Publish();
    }

    public async Task<BuiltSuite> BuildSuiteAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, NativeCheck check, string installed,
        CancellationToken cancellation)
    {
        if (check.Program is not (CheckProgram.Meson or CheckProgram.Command))
            throw BuildFailure.NoSuite(check, "meson", "'meson'");
        var build = Begin(runner, confinement, target, cancellation);
        var step = build.Enter(Programs, writes: null, SuiteFlags.Of(runner.Host, target, installed));
        // Tests that were linked with a static library wouldn't test the installed one.
        var linkage = target.Options.Any(o => o.Key == "default_library")
            ? []
            : new[] { KeyValuePair.Create("default_library", "shared") };
        await CompileAsync(build, runner.Host, target, [.. target.Options, .. linkage]);
        if (check.Program == CheckProgram.Command)
        {
            var command = new Command(check.Command[0], [.. check.Command.Skip(1)]) { Folder = build.Objects };
            return new(step, command, PrintedResults.Read, StartsItself: true);
        }

        var results = Path.Combine(build.Objects, "meson-logs", "testlog.junit.xml");
        // The limit of the whole suite replaces those of its tests, which know nothing of emulators.
        return new(step,
            new("meson", "test", "-C", build.Objects, "--print-errorlogs", "--timeout-multiplier", "0",
                "--num-processes", $"{target.Jobs}"),
            _ => JUnitResults.Read(results), StartsItself: false);
    }

    private FreshBuild Begin(
        CommandRunner runner, Confinement confinement, NativeTarget target, CancellationToken cancellation) =>
        File.Exists(Path.Combine(SourceFolder, "meson.build"))
            ? new(runner, confinement, target, SourceFolder, BuildFolder, cancellation)
            : throw BuildFailure.NoProject(SourceFolder, "meson.build");

    private async Task CompileAsync(
        FreshBuild build, Host host, NativeTarget target, IReadOnlyList<KeyValuePair<string, string>> options)
    {
        var file = Path.Combine(build.Folder, "cross.ini");
        AtomicFile.Write(file, new MesonCrossFile(host, target.Architecture, Path.GetFullPath(target.Sysroot))
        {
            HasCxx = build.Step!.Tools.CxxCompiler is not null,
        }.Text());
        await build.RunAsync(SetupCommand(SourceFolder, build.Objects, file, target, options));
        await build.RunAsync(new("ninja", "-C", build.Objects, "-j", $"{target.Jobs}"));
    }

    /// <summary>The command that configures. The item's own options come last and are followed.</summary>
    internal static Command SetupCommand(
        string source, string objects, string crossFile, NativeTarget target,
        IReadOnlyList<KeyValuePair<string, string>> options)
    {
        string[] packaged = target.IsPackaged ? ["--sysconfdir=/etc", "--localstatedir=/var"] : [];
        return new("meson",
        [
            "setup", $"--cross-file={crossFile}", "--prefix=/usr", $"--libdir={target.LibraryFolder}",
            "--buildtype=debugoptimized", "--wrap-mode=nodownload", .. packaged,
            .. options.Select(o => $"-D{o.Key}={o.Value}"), objects, source,
        ]);
    }
}
