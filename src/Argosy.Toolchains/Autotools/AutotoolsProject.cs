using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Autotools;

/// <summary>A project with a configure script of autoconf, built by make for a platform.</summary>
/// <remarks>It is built from a copy of its sources, in a folder of its own beside that: generating the script, and
/// make's rules for generated files, write among the sources.</remarks>
/// <param name="SourceFolder">The folder of its configure.ac or configure; nothing is written there.</param>
/// <param name="BuildFolder">The folder that the build fills; every build begins with an empty one.</param>
internal sealed record AutotoolsProject(string SourceFolder, string BuildFolder) : INativeProject
{
    private static readonly string[] s_generators =
        ["aclocal", "autoconf", "autoheader", "autom4te", "automake", "autoreconf", "libtoolize", "m4"];

    /// <summary>Files that make a folder such a project.</summary>
    public static IReadOnlyList<string> Files => ["configure", "configure.ac", "configure.in", "autogen.sh"];

    public IReadOnlyList<string> Programs => ["make", "pkg-config", .. IsGenerated ? s_generators : []];

    private string Script => Path.Combine(SourceFolder, "configure");

    private bool IsGenerated => !File.Exists(Script);

    public async Task InstallAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, string folder,
        CancellationToken cancellation)
    {
        using var staged = new StagedFolder(folder);
        var build = Begin(runner, confinement, target, cancellation);
        build.Enter(Programs, staged.Path);
        var variables = await CompileAsync(build, runner.Host, target, target.Options);
        await build.RunAsync(Make(build, variables, "install", $"DESTDIR={staged.Path}"));
        build.Settle(staged.Path);
        RemoveLibtoolArchives(staged.Path);
        staged.Publish();
    }

    public async Task<BuiltSuite> BuildSuiteAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, NativeCheck check, string installed,
        CancellationToken cancellation)
    {
        if (check.Program is not (CheckProgram.Make or CheckProgram.Command))
            throw BuildFailure.NoSuite(check, "autotools", "'make'");
        var build = Begin(runner, confinement, target, cancellation);
        var step = build.Enter(Programs, writes: null, SuiteFlags.Of(runner.Host, target, installed));
        // libtool links programs with shared libraries only where there are no static ones for them to prefer.
        var linkage = target.Options.Any(o => o.Key.EndsWith("-static", StringComparison.Ordinal))
            ? []
            : new[] { KeyValuePair.Create("enable-static", "no") };
        var variables = await CompileAsync(build, runner.Host, target, [.. linkage, .. target.Options]);
        if (check.Program == CheckProgram.Command)
        {
            return new(step, new(check.Command[0], [.. check.Command.Skip(1)])
            {
                Folder = build.Objects,
                Environment = variables,
            }, PrintedResults.Read, StartsItself: true);
        }

        // Automake builds the suite's programs, and runs none of them.
        var makefile = File.ReadAllText(Path.Combine(build.Objects, "Makefile"));
        if (makefile.Contains("check_PROGRAMS", StringComparison.Ordinal))
            await build.RunAsync(Make(build, variables, "check", "TESTS=", $"-j{target.Jobs}"));
        return new(step, Make(build, variables, "-k", "check"), PrintedResults.Read, StartsItself: true);
    }

    /// <summary>The arguments of the configure script.</summary>
    /// <remarks>An option <c>name: value</c> is <c>--name=value</c>; one in capitals, such as CFLAGS, or with
    /// <c>_cv_</c> in its name, an answer to a check, is <c>name=value</c>. The machine's own name is one that
    /// differs from every platform's, so that scripts treat them all as foreign and run none of their
    /// programs.</remarks>
    internal static IReadOnlyList<string> Arguments(
        Host host, NativeTarget target, IReadOnlyList<KeyValuePair<string, string>> options)
    {
        string[] packaged = target.IsPackaged ? ["--sysconfdir=/etc", "--localstatedir=/var"] : [];
        return
        [
            $"--build={host.Architecture.KernelName}-build_pc-linux-gnu", $"--host={target.Architecture.GnuTriplet}",
            "--prefix=/usr", $"--libdir=/usr/{target.LibraryFolder}", "--disable-dependency-tracking", .. packaged,
            .. options.Select(o => IsVariable(o.Key) ? $"{o.Key}={o.Value}" : $"--{o.Key}={o.Value}"),
        ];
    }

    private static bool IsVariable(string name) =>
        name.Contains("_cv_", StringComparison.Ordinal) || !name.Any(char.IsAsciiLetterLower);

    private FreshBuild Begin(
        CommandRunner runner, Confinement confinement, NativeTarget target, CancellationToken cancellation)
    {
        if (!Files.Any(f => File.Exists(Path.Combine(SourceFolder, f))))
            throw BuildFailure.NoProject(SourceFolder, "configure.ac or configure");
        if (!IsGenerated && !IsOfAutoconf(Script))
        {
            throw new ArgosyException(new Diagnostic("ARG0352", new(Script),
                "this script wasn't made by autoconf, so that its options aren't known",
                "Write 'build: command' with the script and make in 'steps:'."));
        }

        return new(runner, confinement, target, SourceFolder, BuildFolder, cancellation);
    }

    private async Task<SortedDictionary<string, string?>> CompileAsync(
        FreshBuild build, Host host, NativeTarget target, IReadOnlyList<KeyValuePair<string, string>> options)
    {
        build.CopySources();
        var variables = BuildVariables.Of(target.Architecture, build.Step!.Tools);
        variables["ACLOCAL_PATH"] = $"{target.Sysroot}/usr/share/aclocal";
        variables["CONFIG_SITE"] = Path.Combine(build.Folder, "config.site");
        // No shell that a script finds by itself, and no program that only tells a user that one is missing.
        variables["CONFIG_SHELL"] = "/bin/sh";
        AtomicFile.Write(variables["CONFIG_SITE"]!, Site());
        if (IsGenerated)
        {
            await build.RunAsync(new("autoreconf", "-fi")
            {
                Folder = build.Copy,
                Environment = variables,
            });
        }

        await build.RunAsync(
            new("sh", [Path.Combine(build.Copy, "configure"), .. Arguments(host, target, options)])
            {
                Folder = build.Objects,
                Environment = variables,
            });
        await build.RunAsync(Make(build, variables, $"-j{target.Jobs}"));
        return variables;
    }

    private static Command Make(
        FreshBuild build, IReadOnlyDictionary<string, string?> variables, params IReadOnlyList<string> words) =>
        new("make", words) { Folder = build.Objects, Environment = variables };

    // They name folders of libraries for libtool, which finds these without them.
    private static void RemoveLibtoolArchives(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.la", SearchOption.AllDirectories).ToList())
        {
            using var reader = new StreamReader(file, Encoding.Latin1);
            if (reader.ReadLine()?.Contains("a libtool library file", StringComparison.Ordinal) == true)
                File.Delete(file);
        }
    }

    private static bool IsOfAutoconf(string script) => File.ReadLines(script, Encoding.Latin1).Take(40)
        .Any(l => l.Contains("Autoconf", StringComparison.Ordinal));

    private static string Site()
    {
        using var stream = typeof(AutotoolsProject).Assembly.GetManifestResourceStream("config.site.in")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
