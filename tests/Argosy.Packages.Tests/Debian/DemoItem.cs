using Argosy.Packages.Debian;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Debian;

/// <summary>What a small native item installs, cross-compiled without a C library, and the sysroot that it was
/// compiled against: a stand-in C library, with dpkg's record of it.</summary>
internal sealed class DemoItem(TestFolder folder, string architecture, string at)
{
    public static DateTimeOffset Date { get; } = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    public Architecture Architecture { get; } = Architecture.TryFind(architecture)!;

    /// <summary>Another licence than a short one of its own.</summary>
    public string? License { get; init; }

    public string Installed => folder.At($"{at}/installed");

    public string Sysroot => folder.At($"{at}/sysroot");

    /// <summary>One library, with a header and a program, by default.</summary>
    public static DebDefinition Demo { get; } = new("demo", "A <a@argosy.example.org>")
    {
        Native = "demo",
        Description = "small library",
        Depends = ["libfabric1"],
    };

    public DebRequest Request(DebDefinition? definition = null) => new(
        Roots.PlatformOf(Architecture.Name), definition ?? Demo, "1.2-rc.1", Installed, Sysroot,
        folder.At($"{at}/debs"), Date)
    {
        License = License ?? folder.Write($"{at}/LICENSE", "Copyright 2026 A\n\nEvery use is permitted.\n"),
        Project = "demo-source",
    };

    public Task<IReadOnlyList<DebFile>> BuildAsync(DebDefinition? definition = null) =>
        new DebBuilder(Roots.Runner).BuildAsync(Request(definition), default);

    /// <summary>Compiles and installs everything, with debug information.</summary>
    public async Task<DemoItem> WriteAsync(string? compiledFor = null)
    {
        WriteSysroot();
        folder.Write($"{at}/libc.c", """
            int clock_gettime(int clock, void *time) { return clock + !time; }
            int newer(void) { return 1; }
            """);
        folder.Write($"{at}/libc.map", "GLIBC_2.17 { clock_gettime; };\nGLIBC_2.36 { newer; };\n");
        folder.Write($"{at}/demo.c", "#include \"installed/include/demo.h\"\nint clock_gettime(int, void *);\n"
            + "int demo(void *time) { return clock_gettime(0, time); }\n");
        folder.Write($"{at}/main.c",
            "#include \"installed/include/demo.h\"\nint newer(void);\nvoid _start(void) { demo(0); newer(); }\n");
        folder.Write($"{at}/installed/include/demo.h", "int demo(void *time);\n");
        folder.Write($"{at}/installed/etc/demo.conf", "a = b\n");
        folder.Write($"{at}/installed/test/demo-test", "not packaged\n");
        Directory.CreateDirectory(folder.At($"{at}/installed/lib"));
        Directory.CreateDirectory(folder.At($"{at}/installed/bin"));
        var compiler = $"{(compiledFor is null ? Architecture : Architecture.TryFind(compiledFor)!).GnuTriplet}-gcc";
        string[] library = ["-shared", "-Wl,-z,noexecstack"];
        await GccAsync(
            [.. library, "-Wl,-soname,libc.so.6", "-Wl,--version-script=libc.map", "-o", "libc.so", "libc.c"]);
        await GccAsync(
            [.. library, "-Wl,-soname,libdemo.so.0", "-o", "installed/lib/libdemo.so.0.1", "demo.c", "libc.so"]);
        await GccAsync(["-pie", "-o", "installed/bin/demo", "main.c", "installed/lib/libdemo.so.0.1", "libc.so"]);
        File.CreateSymbolicLink($"{Installed}/lib/libdemo.so.0", "libdemo.so.0.1");
        File.CreateSymbolicLink($"{Installed}/lib/libdemo.so", "libdemo.so.0");
        return this;

        Task GccAsync(string[] arguments) => Roots.Runner.RunAsync(new Command(compiler,
        [
            "-g", "-O2", "-fPIC", "-nostdlib", "-Wl,--build-id", $"-ffile-prefix-map={folder.At(at)}=/src",
            .. arguments
        ])
        {
            Folder = folder.At(at),
        }, default);
    }

    private void WriteSysroot()
    {
        var info = $"{at}/sysroot/var/lib/dpkg/info/libc6:{Architecture.DebianName}";
        folder.Write($"{info}.list", $"/.\n/lib/{Architecture.GnuTriplet}/libc.so.6\n");
        folder.Write($"{info}.symbols", """
            libc.so.6 libc6 #MINVER#
            * Build-Depends-Package: libc6-dev
             GLIBC_2.17@GLIBC_2.17 2.17
             clock_gettime@GLIBC_2.17 2.17
             newer@GLIBC_2.36 2.36

            """);
    }
}
