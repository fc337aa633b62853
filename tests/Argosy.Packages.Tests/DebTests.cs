using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Processes;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Elf;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

/// <summary>Debs and their archive, made from small cross-compiled libraries and read by dpkg and apt.</summary>
[Collection(SharedRoots.Name)]
public sealed class DebTests(Roots roots) : IDisposable
{
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_repositorys_own_list_is_read() =>
        DebDefinition.Load(Repository.At(DebDefinition.FileName)).Select(d => d.Name).ShouldContain("libargosy-rdma0");

    [Fact]
    public void A_project_may_have_no_debs()
    {
        DebDefinition.LoadAll(_folder.Path).ShouldBeEmpty();
        _folder.Write("debs/debs.yaml", "maintainer: m\npackages: []\nlibraries: {}\n");
        DebDefinition.LoadAll(_folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("maintainer: m\npackages:\n  - {name: A, description: d, libraries: [a.so.0]}\nlibraries: {}\n",
        "ARG0530", "'A' can't be")]
    [InlineData("maintainer: m\npackages:\n  - {name: aa, description: d, libraries: [x/a.so.0]}\nlibraries: {}\n",
        "ARG0530", "can't be a soname")]
    [InlineData("maintainer: m\npackages:\n  - {name: aa, description: d, libs: [a.so.0]}\nlibraries: {}\n",
        "ARG0114", "unknown key 'libs'")]
    public void A_wrong_description_is_refused(string text, string id, string says)
    {
        var error = Should.Throw<ArgosyException>(() => DebDefinition.Read(YamlFile.Parse(text, "debs.yaml")));
        error.Diagnostics[0].Id.ShouldBe(id);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public async Task A_deb_says_what_it_needs_and_holds_the_library_with_its_link()
    {
        var deb = await BuildAsync("arm64", "one");
        deb.Control.ShouldBe("""
            Package: libdemo0
            Version: 1.2~rc.1~debian12
            Architecture: arm64
            Multi-Arch: same
            Maintainer: m
            Installed-Size: INSTALLED
            Depends: libc6 (>= 2.17), libfabric1
            Section: libs
            Priority: optional
            Description: d

            """.Replace(
                "INSTALLED", deb.Control.Split("Installed-Size: ")[1].Split('\n')[0], StringComparison.Ordinal));
        var listed = await Roots.Runner.RunAsync(new Command("dpkg-deb", "--contents", deb.Path), default);
        listed.Output.ShouldContain("-rw-r--r-- root/root");
        listed.Output.ShouldContain("./usr/lib/aarch64-linux-gnu/libdemo.so.0 -> libdemo.so.0.1");
        listed.Output.ShouldContain("./usr/share/doc/libdemo0/copyright");
    }

    [Fact]
    public void The_loader_that_some_machines_files_name_needs_no_entry()
    {
        var arm64 = Architecture.TryFind("arm64")!;
        var file = new ElfFile(true, arm64.ByteOrder, arm64.ElfMachine, ElfKind.Shared)
        {
            Needed = ["libc.so.6", "ld-linux-aarch64.so.1"],
            NeededVersions = [new("libc.so.6", "GLIBC_2.17", false), new("libc.so.6", "GLIBC_2.34", false)],
        };
        DebDependencies.Of(Demo, [file]).ShouldBe("libc6 (>= 2.34), libfabric1");
    }

    [Fact]
    public async Task The_same_deb_comes_out_in_another_folder()
    {
        var first = await BuildAsync("arm64", "one");
        var second = await BuildAsync("arm64", "other/folder");
        second.Digest.ShouldBe(first.Digest);
    }

    [Fact]
    public async Task A_library_of_another_machine_is_refused_and_nothing_is_left()
    {
        var error = await Should.ThrowAsync<ArgosyException>(() => BuildAsync("arm64", "one", compiledFor: "s390x"));
        error.Diagnostics[0].Id.ShouldBe("ARG0532");
        Directory.GetFileSystemEntries(_folder.At("one/debs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_needed_library_of_no_known_package_is_named()
    {
        var error = await Should.ThrowAsync<ArgosyException>(
            () => BuildAsync("arm64", "one",
                definition: Demo with { Providers = new Dictionary<string, DebProvider>() }));
        error.Diagnostics[0].Id.ShouldBe("ARG0531");
        error.Message.ShouldContain("libc.so.6");
    }

    [Fact]
    public async Task The_archive_is_the_same_in_any_order_and_every_index_has_its_digest()
    {
        DebFile[] debs = [await BuildAsync("arm64", "a"), await BuildAsync("s390x", "b")];
        WriteArchive("one", debs);
        WriteArchive("two", [.. debs.Reverse()]);
        Contents("one").ShouldBe(Contents("two"));
        var release = File.ReadAllText(_folder.At("one/dists/bookworm/Release"));
        release.ShouldContain("Date: Tue, 14 Nov 2023 22:13:20 GMT\n");
        foreach (var index in (string[])["main/binary-s390x/Packages", "main/binary-arm64/Packages.gz"])
            release.ShouldContain($"{Digest.OfFile(_folder.At($"one/dists/bookworm/{index}")).Hex} ");
    }

    [Fact]
    public async Task Apt_and_dpkg_refuse_to_install_where_a_dependency_is_missing()
    {
        var built = await BuildAsync("arm64", "a");
        WriteArchive("mirror", [built]);
        var outcome = await ProveAsync("arm64", built, ["libc6"]);
        outcome.Verdict.ShouldBe(Verdict.Failed);
        outcome.Reason!.ShouldContain("libfabric1");
    }

    // The main job proves the packages on the model's architectures, and the end-to-end tests on one more.
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_deb_installs_from_the_archive_and_its_platforms_loader_takes_it()
    {
        const string Target = "arm64";
        var built = await BuildAsync(Target, "a");
        WriteArchive("mirror", [built]);
        var root = await roots.SysrootAsync(Target);
        var outcome = await ProveAsync(Target, built, ["libc6", "libfabric1"], root);
        outcome.Verdict.ShouldBe(Verdict.Passed, outcome.Reason);
        outcome.Result!.Output.ShouldContain("loaded");
        Directory.GetFileSystemEntries(Path.Combine(root, "tmp")).ShouldBeEmpty();
    }

    private static DebDefinition Demo { get; } = new("libdemo0", "m", "d", ["libdemo.so.0"], ["libfabric1"],
        new Dictionary<string, DebProvider> { ["libc.so.6"] = new("libc6", "GLIBC_") });

    private async Task<DebFile> BuildAsync(
        string architecture, string at, string? compiledFor = null, DebDefinition? definition = null)
    {
        await CompileAsync(compiledFor ?? architecture, at);
        File.CreateSymbolicLink(_folder.At($"{at}/lib/libdemo.so.0"), "libdemo.so.0.1");
        return await new DebBuilder(Roots.Runner).BuildAsync(new DebRequest(
            Roots.PlatformOf(architecture), definition ?? Demo,
            "1.2-rc.1", _folder.At($"{at}/lib"), Repository.At("LICENSE"), _folder.At($"{at}/debs"), s_date), default);
    }

    // A cross compiler may come without a C library: a stand-in has the one function, with its real version.
    private async Task CompileAsync(string architecture, string at)
    {
        var compiler = $"{Architecture.TryFind(architecture)!.GnuTriplet}-gcc";
        _folder.Write($"{at}/libc.c", "int clock_gettime(int clock, void *time) { return clock + !time; }\n");
        _folder.Write($"{at}/libc.map", "GLIBC_2.17 { clock_gettime; };\n");
        _folder.Write($"{at}/demo.c",
            "int clock_gettime(int, void *);\nint demo(void *time) { return clock_gettime(0, time); }\n");
        Directory.CreateDirectory(_folder.At($"{at}/lib"));
        await GccAsync("-Wl,-soname,libc.so.6", "-Wl,--version-script=libc.map", "-o", "libc.so", "libc.c");
        await GccAsync("-Wl,-soname,libdemo.so.0", "-o", "lib/libdemo.so.0.1", "demo.c", "libc.so");

        Task GccAsync(params string[] arguments) => Roots.Runner.RunAsync(
            new Command(compiler, ["-shared", "-fPIC", "-nostdlib", .. arguments]) { Folder = _folder.At(at) },
            default);
    }

    private void WriteArchive(string folder, IReadOnlyList<DebFile> debs) => DebRepository.Write(_folder.At(folder),
        new Dictionary<Distribution, IReadOnlyList<DebFile>> { [Roots.PlatformOf("x64").Distribution] = debs },
        Architecture.All, "argosy", s_date);

    private Task<RunOutcome> ProveAsync(
        string architecture, DebFile built, IEnumerable<string> held, string? root = null) =>
        new DebProof(
                Roots.Runner,
                new LibraryLoader(Roots.Runner, Architecture.TryFind(architecture)!, root ?? _folder.At("root")))
            .RunAsync(
                Roots.PlatformOf(architecture),
                new BuiltRoot(
                    root ?? _folder.At("root"),
                    [.. held.Select(p => new LockedPackage(p, "2.36-9", Digest.Of(p)))], true, []),
                _folder.At("mirror"), Demo, built, default);

    private List<string> Contents(string folder) =>
    [
        .. Directory.GetFiles(_folder.At(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(_folder.At(folder), f)} {Digest.OfFile(f)}"),
    ];
}
