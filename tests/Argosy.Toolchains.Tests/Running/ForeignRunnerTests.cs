using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;
using Argosy.Toolchains.Tests.Elf;

namespace Argosy.Toolchains.Tests.Running;

public sealed class ForeignRunnerTests(CrossBuilt built) : IClassFixture<CrossBuilt>, IDisposable
{
    private static readonly CommandRunner s_runner = new(_ => { });
    private readonly TestFolder _scratch = new();

    public static TheoryData<string> Foreign => ["arm64", "ppc64le", "s390x"];

    private ForeignProgram Static(string architecture, params string[] arguments) =>
        new(Architecture.TryFind(architecture)!, _scratch.Path, built.StaticProgram(architecture), arguments);

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_foreign_program_runs_with_its_own_variables(string name)
    {
        var program = Static(name) with
        {
            Environment = new Dictionary<string, string?> { ["GREETING"] = "hello, you" }
        };
        var outcome = await new ForeignRunner(s_runner).RunAsync(program, default);
        outcome.Reason.ShouldBeNull();
        outcome.Verdict.ShouldBe(Verdict.Passed);
        outcome.Result!.Output.ShouldBe("hello, you\n");
    }

    [Theory]
    [InlineData("arm64", "crash")]
    [InlineData("ppc64le", "crash")]
    [InlineData("s390x", "fail")]
    public async Task A_foreign_program_that_falls_over_has_failed(string name, string how) =>
        (await new ForeignRunner(s_runner).RunAsync(Static(name, how), default)).Verdict.ShouldBe(Verdict.Failed);

    [Fact]
    public async Task A_program_that_does_not_end_is_ended_and_nothing_is_known_of_it()
    {
        var program = Static("arm64", "hang") with { Timeout = TimeSpan.FromMilliseconds(500) };
        var outcome = await new ForeignRunner(s_runner).RunAsync(program, default);
        outcome.Verdict.ShouldBe(Verdict.Inconclusive);
        outcome.OutOfTime.ShouldBeTrue();
    }

    [Theory]
    [InlineData("echo 'qemu-aarch64-static: ../tcg/tcg.c:1: tcg_gen: Assertion `x` failed.' >&2; kill -ABRT $$")]
    [InlineData("echo 'ERROR:../tcg/tcg.c:3219:temp_sync: assertion failed: (ts)' >&2; exit 1")]
    [InlineData("echo 'qemu: fatal: Trying to execute code outside RAM' >&2; exit 1")]
    [InlineData("kill -SEGV $$")]
    public async Task An_emulators_own_crash_is_inconclusive(string emulator)
    {
        var runner = new ForeignRunner(s_runner, _scratch.Script("qemu", emulator));
        var outcome = await runner.RunAsync(Static("arm64"), default);
        outcome.Verdict.ShouldBe(Verdict.Inconclusive);
        outcome.Reason.ShouldNotBeNull().ShouldStartWith("The emulator ");
    }

    [Theory]
    [InlineData("echo 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped' >&2; kill -SEGV $$")]
    [InlineData("echo 'program: main.c:3: main: Assertion `0` failed.' >&2; exit 1")]
    public async Task A_programs_own_crash_is_a_failure_whatever_emulates_it(string emulator)
    {
        var runner = new ForeignRunner(s_runner, _scratch.Script("qemu", emulator));
        (await runner.RunAsync(Static("arm64"), default)).Verdict.ShouldBe(Verdict.Failed);
    }

    [Fact]
    public async Task A_missing_emulator_is_inconclusive_and_named()
    {
        var outcome = await new ForeignRunner(s_runner, _scratch["no-qemu"]).RunAsync(Static("arm64"), default);
        outcome.Verdict.ShouldBe(Verdict.Inconclusive);
        outcome.Reason.ShouldNotBeNull().ShouldContain("Install qemu-user-static.");
    }

    [Fact]
    public async Task The_machines_own_architecture_runs_by_the_roots_loader()
    {
        var program = new ForeignProgram(Architecture.TryFind("x64")!, "/", "/bin/true");
        (await new ForeignRunner(s_runner).RunAsync(program, default)).Verdict.ShouldBe(Verdict.Passed);
        (await new ForeignRunner(s_runner).RunAsync(program with { Root = _scratch.Path }, default))
            .Verdict.ShouldBe(Verdict.Inconclusive);
    }

    public void Dispose() => _scratch.Dispose();
}
