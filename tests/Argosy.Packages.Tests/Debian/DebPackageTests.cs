using Argosy.Packages.Debian;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Tests.Debian;

/// <summary>The debs of a small native item, read by dpkg and gdb.</summary>
public sealed class DebPackageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_item_is_split_into_runtime_development_programs_and_debug_packages()
    {
        var debs = await (await Item("arm64").WriteAsync()).BuildAsync();
        debs.Select(d => d.Package).ShouldBe(
            ["demo-dbgsym", "demo", "libdemo-dev", "libdemo0-dbgsym", "libdemo0"], ignoreOrder: true);
        (await FilesAsync(debs, "libdemo0")).ShouldBe(
        [
            "/usr/lib/aarch64-linux-gnu/libdemo.so.0 -> libdemo.so.0.1", "/usr/lib/aarch64-linux-gnu/libdemo.so.0.1",
            "/usr/share/doc/libdemo0/changelog.gz", "/usr/share/doc/libdemo0/copyright",
        ]);
        (await FilesAsync(debs, "libdemo-dev")).ShouldBe(
        [
            "/usr/include/demo.h", "/usr/lib/aarch64-linux-gnu/libdemo.so -> libdemo.so.0",
            "/usr/lib/aarch64-linux-gnu/pkgconfig/demo.pc", "/usr/share/doc/libdemo-dev/changelog.gz",
            "/usr/share/doc/libdemo-dev/copyright",
        ]);
        (await FilesAsync(debs, "demo")).ShouldBe(
        [
            "/etc/demo.conf", "/usr/bin/demo", "/usr/share/doc/demo/changelog.gz", "/usr/share/doc/demo/copyright",
        ]);
    }

    [Fact]
    public async Task A_runtime_package_says_what_it_needs_and_what_its_users_need()
    {
        var debs = await (await Item("arm64").WriteAsync()).BuildAsync();
        var deb = debs.Single(d => d.Package == "libdemo0");
        deb.Control.ShouldBe("""
            Package: libdemo0
            Source: demo-source
            Version: 1.2~rc.1~debian12
            Architecture: arm64
            Multi-Arch: same
            Maintainer: A <a@argosy.example.org>
            Installed-Size: INSTALLED
            Depends: libc6 (>= 2.17), libfabric1
            Section: libs
            Priority: optional
            Description: small library
             This package has the shared library libdemo.so.0.

            """.Replace(
                "INSTALLED", deb.Control.Split("Installed-Size: ")[1].Split('\n')[0], StringComparison.Ordinal));
        (await ControlAsync(deb, "shlibs")).ShouldBe("libdemo 0 libdemo0 (>= 1.2~rc.1~debian12)\n");
        (await ControlAsync(deb, "symbols")).ShouldBe(
            "libdemo.so.0 libdemo0 #MINVER#\n* Build-Depends-Package: libdemo-dev\n demo@Base 1.2~rc.1~\n");
        (await ControlAsync(deb, "triggers")).ShouldBe("activate-noawait ldconfig\n");
        (await ControlAsync(deb, "md5sums")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
    }

    [Fact]
    public async Task The_packages_of_a_set_need_each_other_in_this_version()
    {
        var debs = await (await Item("arm64").WriteAsync()).BuildAsync();
        Depends("libdemo-dev").ShouldBe("libdemo0 (= 1.2~rc.1~debian12)");
        Depends("demo").ShouldBe("libc6 (>= 2.36), libdemo0 (= 1.2~rc.1~debian12)");
        Depends("libdemo0-dbgsym").ShouldBe("libdemo0 (= 1.2~rc.1~debian12)");
        (await ControlAsync(debs.Single(d => d.Package == "demo"), "conffiles")).ShouldBe("/etc/demo.conf\n");

        string Depends(string package) => debs.Single(d => d.Package == package).Control
            .Split('\n').Single(l => l.StartsWith("Depends: ", StringComparison.Ordinal))["Depends: ".Length..];
    }

    [Fact]
    public async Task The_same_debs_come_out_in_another_folder()
    {
        var first = await (await Item("arm64", "one").WriteAsync()).BuildAsync();
        var second = await (await Item("arm64", "other/folder").WriteAsync()).BuildAsync();
        second.Select(d => (d.Package, d.Digest)).ShouldBe(first.Select(d => (d.Package, d.Digest)));
    }

    [Fact]
    public async Task What_isnt_wanted_is_left_out_and_names_are_followed()
    {
        var debs = await (await Item("arm64").WriteAsync()).BuildAsync(DemoItem.Demo with
        {
            Runtime = "libother0",
            Development = new("other-dev"),
            Programs = new(IsLeftOut: true),
            HasDebug = false,
        });
        debs.Select(d => d.Package).ShouldBe(["libother0", "other-dev"], ignoreOrder: true);
        (await FilesAsync(debs, "libother0")).ShouldContain("/etc/demo.conf");
    }

    [Fact]
    public async Task Headers_that_differ_are_in_the_architectures_own_folder()
    {
        var debs = await (await Item("arm64").WriteAsync()).BuildAsync(DemoItem.Demo with { HasOwnHeaders = true });
        (await FilesAsync(debs, "libdemo-dev")).ShouldContain("/usr/include/aarch64-linux-gnu/demo.h");
        var pc = await Roots.Runner.RunAsync(new Command("sh", "-c",
            "dpkg-deb --fsys-tarfile \"$1\" | tar -xO ./usr/lib/aarch64-linux-gnu/pkgconfig/demo.pc", "sh",
            debs.Single(d => d.Package == "libdemo-dev").Path), default);
        pc.Output.ShouldContain("includedir=${prefix}/include/aarch64-linux-gnu\n");
        pc.Output.ShouldContain("libdir=${prefix}/lib/aarch64-linux-gnu\n");
    }

    [Fact]
    public async Task Gdb_finds_the_source_line_by_the_build_id_alone()
    {
        var debs = await (await Item("x64").WriteAsync()).BuildAsync();
        foreach (var deb in debs.Where(d => d.Package.StartsWith("libdemo0", StringComparison.Ordinal)))
            await Roots.Runner.RunAsync(new Command("dpkg-deb", "--extract", deb.Path, _folder.At("root")), default);
        var library = _folder.At("root/usr/lib/x86_64-linux-gnu/libdemo.so.0.1");
        ElfSymbols.Read(library).HasDebugInfo.ShouldBeFalse();
        // Without the link's name, only the build id is left.
        await Roots.Runner.RunAsync(
            new Command("x86_64-linux-gnu-objcopy", "--remove-section=.gnu_debuglink", library), default);
        var shown = await Roots.Runner.RunAsync(new Command("gdb", "--nx", "--batch",
            "-iex", $"set debug-file-directory {_folder.At("root/usr/lib/debug")}", "-ex", "info line demo", library),
            default);
        shown.Output.ShouldContain("Line 3 of \"demo.c\"");
    }

    [Fact]
    public async Task A_library_of_another_machine_is_refused_and_nothing_is_left()
    {
        var item = await Item("arm64").WriteAsync(compiledFor: "s390x");
        var error = await Should.ThrowAsync<ArgosyException>(() => item.BuildAsync());
        error.Diagnostics[0].Id.ShouldBe("ARG0532");
        Directory.Exists(item.Request().TargetFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_library_that_isnt_installed_is_named()
    {
        var item = await Item("arm64").WriteAsync();
        var error = await Should.ThrowAsync<ArgosyException>(
            () => item.BuildAsync(DemoItem.Demo with { Libraries = ["libdemo.so.1"] }));
        error.Diagnostics[0].Id.ShouldBe("ARG0532");
        error.Message.ShouldContain("libdemo.so.1: native item");
    }

    [Fact]
    public async Task A_needed_library_of_no_package_is_named_unless_its_package_is_declared()
    {
        var item = await Item("arm64").WriteAsync();
        foreach (var list in Directory.GetFiles($"{item.Sysroot}/var/lib/dpkg/info", "*.list"))
            File.WriteAllText(list, "/.\n");
        var error = await Should.ThrowAsync<ArgosyException>(() => item.BuildAsync());
        error.Diagnostics[0].Id.ShouldBe("ARG0531");
        error.Message.ShouldContain("libc.so.6");

        var debs = await item.BuildAsync(DemoItem.Demo with
        {
            Providers = new Dictionary<string, DebProvider> { ["libc.so.6"] = new("libc6", "GLIBC_") },
        });
        debs.Single(d => d.Package == "demo").Control.ShouldContain("Depends: libc6 (>= 2.36), libdemo0 (= ");
    }

    [Fact]
    public async Task Debug_information_without_a_build_id_is_refused()
    {
        var item = await Item("arm64").WriteAsync();
        await Roots.Runner.RunAsync(new Command("aarch64-linux-gnu-gcc", "-g", "-shared", "-nostdlib",
            "-Wl,--build-id=none", "-Wl,-soname,libdemo.so.0", "-o", $"{item.Installed}/lib/libdemo.so.0.1",
            _folder.At("a/demo.c")), default);
        var error = await Should.ThrowAsync<ArgosyException>(() => item.BuildAsync());
        error.Diagnostics[0].Id.ShouldBe("ARG0524");
        error.Message.ShouldContain("build id");
    }

    [Fact]
    public async Task A_sysroot_without_a_record_of_its_packages_is_named()
    {
        var item = await Item("arm64").WriteAsync();
        Directory.Delete($"{item.Sysroot}/var", recursive: true);
        (await Should.ThrowAsync<ArgosyException>(() => item.BuildAsync())).Diagnostics[0].Id.ShouldBe("ARG0527");
    }

    [Fact]
    public async Task Cmakes_files_in_a_fixed_folder_and_an_empty_item_are_refused()
    {
        var item = await Item("arm64").WriteAsync();
        _folder.Write("a/installed/lib/cmake/demo/demo-config.cmake", "\n");
        (await Should.ThrowAsync<ArgosyException>(() => item.BuildAsync())).Message.ShouldContain("GNUInstallDirs");
        Directory.Delete(item.Installed, recursive: true);
        _folder.Write("a/installed/test/only", "\n");
        (await Should.ThrowAsync<ArgosyException>(() => item.BuildAsync())).Diagnostics[0].Id.ShouldBe("ARG0524");
    }

    private DemoItem Item(string architecture, string at = "a") => new(_folder, architecture, at);

    private static async Task<string> ControlAsync(DebFile deb, string name) =>
        (await Roots.Runner.RunAsync(new Command("dpkg-deb", "--info", deb.Path, name), default)).Output;

    private static async Task<IReadOnlyList<string>> FilesAsync(IReadOnlyList<DebFile> debs, string package)
    {
        var listed = await Roots.Runner.RunAsync(
            new Command("dpkg-deb", "--contents", debs.Single(d => d.Package == package).Path), default);
        listed.Output.ShouldContain("-rw-r--r-- root/root");
        return
        [
            .. listed.Output.Split('\n').Where(l => l.Length > 0 && l[0] != 'd')
                .Select(l => l[(l.IndexOf("./", StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal),
        ];
    }
}
