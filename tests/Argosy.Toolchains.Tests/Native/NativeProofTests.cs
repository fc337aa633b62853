using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Elf;
using Argosy.Toolchains.Native;

namespace Argosy.Toolchains.Tests.Native;

/// <summary>An install folder with this machine's programs and libraries.</summary>
public sealed class NativeProofTests : IDisposable
{
    private const string Answer = "int answer(void) { return 42; }";
    private const string Trap = "__attribute__((constructor)) static void begin(void) { __builtin_trap(); }";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_library_runs_only_by_a_test_that_had_it_mapped()
    {
        await LibraryAsync("libused.so", Answer);
        await LibraryAsync("libidle.so", "int idle(void) { return 1; }");
        await ProgramAsync("test/check", "int answer(void); int main(void) { return answer() - 42; }", "libused.so");

        var proofs = await ProveAsync();

        Of(proofs, "lib/libused.so").Level.ShouldBe(ProofLevel.Runs);
        Of(proofs, "lib/libused.so").By.ShouldBe("check on this machine, which had it mapped");
        Of(proofs, "test/check").Level.ShouldBe(ProofLevel.Runs);
        var idle = Of(proofs, "lib/libidle.so");
        idle.Level.ShouldBe(ProofLevel.Loads);
        idle.Asked.ShouldBe(ProofLevel.Runs);
        idle.Verdict.ShouldBe(ProofVerdict.Below);
    }

    [Fact]
    public async Task A_library_that_cannot_be_loaded_is_disproved_though_a_test_passed()
    {
        await LibraryAsync("libtrap.so", Trap);
        await ProgramAsync("test/unrelated", "int main(void) { return 0; }");

        var proofs = await ProveAsync();

        Of(proofs, "test/unrelated").Verdict.ShouldBe(ProofVerdict.Proven);
        Of(proofs, "lib/libtrap.so").Verdict.ShouldBe(ProofVerdict.Disproved);
        Of(proofs, "lib/libtrap.so").Level.ShouldBe(ProofLevel.Fits);
    }

    [Fact]
    public async Task A_failing_test_proves_nothing_of_what_it_had_mapped()
    {
        await LibraryAsync("libused.so", Answer);
        await ProgramAsync("test/wrong", "int answer(void); int main(void) { return answer(); }", "libused.so");

        var proofs = await ProveAsync();

        Of(proofs, "test/wrong").Verdict.ShouldBe(ProofVerdict.Disproved);
        Of(proofs, "lib/libused.so").Level.ShouldBe(ProofLevel.Loads);
    }

    [Fact]
    public async Task A_program_outside_of_test_is_loaded_and_not_run()
    {
        var mark = Path.Combine(_folder.Path, "ran");
        await ProgramAsync(
            "bin/tool", $"#include <stdio.h>\nint main(void) {{ return fopen(\"{mark}\", \"w\") == 0; }}");

        var proofs = await ProveAsync();

        File.Exists(mark).ShouldBeFalse();
        Of(proofs, "bin/tool").Level.ShouldBe(ProofLevel.Loads);
        Of(proofs, "bin/tool").Verdict.ShouldBe(ProofVerdict.Proven);
    }

    [Fact]
    public async Task A_program_that_a_test_starts_runs_and_so_do_libraries_that_it_alone_has()
    {
        await LibraryAsync("libused.so", Answer);
        await ProgramAsync("bin/tool", "int answer(void); int main(void) { return answer() - 42; }", "libused.so");
        await ProgramAsync(
            "test/check", $"#include <stdlib.h>\nint main(void) {{ return system(\"{At("bin/tool")}\"); }}");

        var proofs = await ProveAsync();

        Of(proofs, "bin/tool").Level.ShouldBe(ProofLevel.Runs);
        Of(proofs, "lib/libused.so").Level.ShouldBe(ProofLevel.Runs);
    }

    [Fact]
    public async Task A_test_that_says_that_it_cannot_be_tried_here_is_inconclusive()
    {
        await ProgramAsync("test/picky", "int main(void) { return 77; }");

        Of(await ProveAsync(), "test/picky").Verdict.ShouldBe(ProofVerdict.Inconclusive);
    }

    [Fact]
    public async Task A_static_library_fits_if_its_members_do()
    {
        await StaticAsync("libgood.a", "gcc");
        await StaticAsync("libforeign.a", "gcc", Host.Detect().Architecture.Name == "arm64"
            ? "powerpc64le-linux-gnu-gcc"
            : "aarch64-linux-gnu-gcc");

        var proofs = await ProveAsync();

        Of(proofs, "lib/libgood.a").ShouldSatisfyAllConditions(
            good => good.Level.ShouldBe(ProofLevel.Fits), good => good.Verdict.ShouldBe(ProofVerdict.Proven));
        Of(proofs, "lib/libforeign.a").Verdict.ShouldBe(ProofVerdict.Disproved);
    }

    [Theory]
    [InlineData("!<arch>\n", 0)]
    [InlineData("no archive", null)]
    public void A_static_library_has_members_or_is_none(string text, int? members) =>
        StaticLibrary.TryRead(_folder.Write("lib.a", text))?.Count.ShouldBe(members ?? -1);

    [Theory]
    [InlineData("!<arch>\nshort")]
    [InlineData("!<arch>\na.o/            0           0     0     644     99        `\nx")]
    [InlineData("!<arch>\na.o/            0           0     0     644     many      `\nx")]
    public void A_damaged_static_library_is_an_error(string text) => Should.Throw<ArgosyException>(
        () => StaticLibrary.TryRead(_folder.Write("lib.a", text))).Message.ShouldStartWith("ARG0320 ");

    private async Task StaticAsync(string name, params string[] compilers)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At($"lib/{name}"))!);
        var source = _folder.Write("static.c", Answer);
        var objects = new List<string>();
        foreach (var compiler in compilers)
        {
            objects.Add(_folder.At($"{name}.{objects.Count}.o"));
            await new CommandRunner(_ => { }).RunAsync(new(compiler, "-c", source, "-o", objects[^1]), default);
        }

        await new CommandRunner(_ => { }).RunAsync(new("ar", ["rcs", At($"lib/{name}"), .. objects]), default);
    }

    private string At(string name) => Path.Combine(_folder.Path, "installed", name);

    private static ProofSummary Of(IReadOnlyList<Proof> proofs, string name) =>
        ProofSummary.Of($"installed/{name}", proofs);

    private Task LibraryAsync(string name, string code) =>
        CompileAsync($"lib/{name}", code, ["-shared", "-fPIC", $"-Wl,-soname,{name}"]);

    private Task ProgramAsync(string name, string code, params string[] libraries) => CompileAsync(
        name, code, [.. libraries.Select(l => At($"lib/{l}")), "-Wl,-rpath,$ORIGIN/../lib"]);

    private Task CompileAsync(string name, string code, string[] arguments)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        var source = _folder.Write($"{Path.GetFileName(name)}.c", code);
        return new CommandRunner(_ => { }).RunAsync(new("gcc", ["-o", At(name), source, .. arguments]), default);
    }

    private async Task<IReadOnlyList<Proof>> ProveAsync()
    {
        var model = Model.Load(_folder.Write(Model.FileName,
            "project: {name: demo, version: \"1\"}\narchitectures: [x64, arm64]\ndistributions: [debian-12]\n"));
        var settings = new BuildSettings(_folder.Path, Host.Detect(), model, () => new(0));
        var task = new RecordedTask();
        await new NativeProof(settings, task, model.BasePlatform(settings.Host.Architecture), "/").RecordAsync(At(""));
        return task.Proofs;
    }
}
