using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Toolchains.Autotools;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.Commands;
using Argosy.Toolchains.Elf;
using Argosy.Toolchains.Meson;
using Argosy.Toolchains.Native;
using Argosy.Toolchains.Running;
using Argosy.Toolchains.Tests.CMake;

namespace Argosy.Toolchains.Tests.Building;

/// <summary>A library with a test program, built for a foreign platform by each build system but CMake.</summary>
[Trait("Category", "Soak")]
public sealed partial class BuildSystemTests(CMakeProjectTests.Sysroots sysroots)
    : IClassFixture<CMakeProjectTests.Sysroots>, IDisposable
{
    private readonly TestFolder _scratch = new();
    private readonly List<string> _log = [];

    [Theory]
    [InlineData(BuildSystem.Meson)]
    [InlineData(BuildSystem.Autotools)]
    [InlineData(BuildSystem.Command)]
    public async Task A_library_is_the_same_from_every_folder_and_passes_its_own_suite(BuildSystem system)
    {
        foreach (var folder in (string[])["one", "another/folder"])
        {
            Write(system, folder);
            await Of(system, folder).InstallAsync(
                Runner, new(), await TargetAsync(folder), _scratch[$"{folder}/out"], default);
        }

        var library = _scratch["one/out/lib/libanswer.so.1.0.0"];
        ElfFile.Read(library).Machine.ShouldBe(Architecture.TryFind("arm64")!.ElfMachine);
        ElfFile.Read(library).SoName.ShouldBe("libanswer.so.1");
        Installed("one").ShouldNotContain(f => f.EndsWith(".la", StringComparison.Ordinal));
        Installed("one").ShouldContain("lib/libanswer.so.1");
        Digests("another/folder").ShouldBe(Digests("one"));
        File.ReadAllBytes(library).AsSpan().IndexOf(Encoding.UTF8.GetBytes(_scratch.Path)).ShouldBe(-1);

        var proofs = await ProveAsync(system, "one");
        var proof = ProofSummary.Of("one/out/lib/libanswer.so.1.0.0", proofs);
        proof.Level.ShouldBe(ProofLevel.Runs, string.Join('\n', _log.TakeLast(30)));
        proof.By!.ShouldContain("which had it mapped");
        File.ReadAllText(_scratch["one/artifacts/tests/check/answer-arm64.junit.xml"]).ShouldContain("failures=\"0\"");
    }

    [Fact]
    public async Task A_failing_test_of_a_suite_is_named_and_disproves_what_it_mapped()
    {
        Write(BuildSystem.Meson, "one");
        await Of(BuildSystem.Meson, "one").InstallAsync(
            Runner, new(), await TargetAsync("one"), _scratch["one/out"], default);
        _scratch.Write("one/source/check.c", "int answer(void); int main(void) { return answer() - 41; }");

        var proofs = await ProveAsync(BuildSystem.Meson, "one");

        var proof = ProofSummary.Of("one/out/lib/libanswer.so.1.0.0", proofs);
        proof.Verdict.ShouldBe(ProofVerdict.Disproved);
        proof.Disproved!.ShouldContain("1 of 1 tests failed: check");
        File.ReadAllText(_scratch["one/artifacts/tests/check/answer-arm64.junit.xml"]).ShouldContain("<failure>");
    }

    [Fact]
    public async Task A_package_of_the_sysroot_is_found_by_pkg_config_and_the_machines_own_are_not()
    {
        Write(BuildSystem.Meson, "one");
        var sysroot = _scratch["sysroot"];
        await Runner.RunAsync(new("cp", "-a", await sysroots.PathAsync("arm64"), sysroot), default);
        _scratch.Write("sysroot/usr/lib/aarch64-linux-gnu/pkgconfig/only-there.pc",
            "Name: only-there\nDescription: d\nVersion: 7\nCflags: -I/usr/include/only-there\n");
        _scratch.Write("one/source/meson.build", File.ReadAllText(_scratch["one/source/meson.build"]) + """

            there = dependency('only-there')
            message('seen: ' + there.version() + ' ' + dependency('zlib', required: false).found().to_string())
            """);

        await Of(BuildSystem.Meson, "one").InstallAsync(
            Runner, new(), (await TargetAsync("one")) with { Sysroot = sysroot }, _scratch["one/out"], default);

        _log.ShouldContain("Message: seen: 7 false");
    }

    [Fact]
    public async Task A_compile_command_of_a_Makefile_that_names_the_machines_headers_is_an_error()
    {
        Write(BuildSystem.Command, "one");
        _scratch.Write("one/source/Makefile", File.ReadAllText(_scratch["one/source/Makefile"])
            .Replace("-fPIC", "-fPIC -I/usr/include", StringComparison.Ordinal));
        var target = await TargetAsync("one");
        (await Should.ThrowAsync<ArgosyException>(() => Of(BuildSystem.Command, "one").InstallAsync(
            Runner, new(), target, _scratch["one/out"], default))).Diagnostics[0].Id.ShouldBe("ARG0323");
    }

    private CommandRunner Runner => new(line =>
    {
        lock (_log) _log.Add(line);
    });

    public void Dispose() => _scratch.Dispose();

    private List<string> Installed(string folder) =>
    [
        .. Directory.EnumerateFiles(_scratch[$"{folder}/out"], "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_scratch[$"{folder}/out"], f)),
    ];

    private List<string> Digests(string folder) =>
    [
        .. Installed(folder).Order(StringComparer.Ordinal)
            .Select(f => $"{f} {Digest.OfFile(_scratch[$"{folder}/out/{f}"])}"),
    ];

    private async Task<NativeTarget> TargetAsync(string folder) =>
        new(Architecture.TryFind("arm64")!, await sysroots.PathAsync("arm64"), _scratch[folder]) { Jobs = 2 };

    private INativeProject Of(BuildSystem system, string folder, string build = "build")
    {
        var (source, objects) = (_scratch[$"{folder}/source"], _scratch[$"{folder}/{build}"]);
        return system switch
        {
            BuildSystem.Meson => new MesonProject(source, objects),
            BuildSystem.Autotools => new AutotoolsProject(source, objects),
            _ => new CommandProject(source, objects,
                [["make", "CC=$CC"], ["make", "install", "DESTDIR=$DESTDIR", "libdir=${LIBDIR}"]]),
        };
    }

    private async Task<IReadOnlyList<Proof>> ProveAsync(BuildSystem system, string folder)
    {
        var (build, check) = system == BuildSystem.Meson ? ("meson", "meson") : ("autotools", "make");
        var model = Model.Load(_scratch.Write($"{folder}/{Model.FileName}", $$"""
            project: {name: demo, version: "1"}
            architectures: [x64, arm64]
            distributions: [debian-12]
            native:
              answer: {source: source, build: {{build}}, check: {{check}}}
            """));
        var settings = new BuildSettings(_scratch[folder], Host.Detect(), model, () => new(0));
        var platform = model.BasePlatform(Architecture.TryFind("arm64")!);
        var root = await sysroots.PathAsync("arm64");
        var task = new RecordedTask();
        var suite = new NativeSuite(settings, task, platform, root, new Confinement());
        var paths = new BuildSettings(_scratch.Path, Host.Detect(), model, () => new(0));
        await new NativeProof(paths, task, platform, root).RecordAsync(
            _scratch[$"{folder}/out"], [],
            () => suite.RunAsync(model.Native[0], Of(system, folder, "check"), _scratch[$"{folder}/out"],
                _scratch[$"{folder}/artifacts/tests/check/answer-arm64.junit.xml"]));
        _log.AddRange(task.Notes);
        return task.Proofs;
    }
}
