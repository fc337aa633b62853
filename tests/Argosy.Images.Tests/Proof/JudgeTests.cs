using Argosy.Images.Proof;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Tests.Proof;

public sealed class JudgeTests
{
    private static readonly Host s_x64 = new(Architecture.TryFind("x64")!);

    [Theory]
    [InlineData("x64", 0, "", Verdict.Passed)]
    [InlineData("arm64", 1, "wrong", Verdict.Failed)]
    [InlineData("x64", 139, "", Verdict.Failed)]
    [InlineData("arm64", 139, "", Verdict.Inconclusive)]
    [InlineData("arm64", 1, "qemu: uncaught target signal 11 (Segmentation fault) - core dumped", Verdict.Failed)]
    [InlineData("ppc64le", 1, "exec /bin/true: exec format error", Verdict.Failed)]
    [InlineData("x64", 1, "exec /bin/true: exec format error", Verdict.Failed)]
    [InlineData("x64", 127, "executable file not found", Verdict.Failed)]
    [InlineData("x64", 125, "Error: runc: runc create failed: cgroups", Verdict.Inconclusive)]
    public void The_image_is_blamed_only_for_what_is_its_fault(
        string architecture, int exitCode, string said, Verdict verdict) =>
        EngineProof.Judge(
                new CommandResult(exitCode, "", said), s_x64, Architecture.TryFind(architecture)!,
                BinFmtState.Everywhere)
            .Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData(BinFmtState.Missing, 1, "exec /bin/true: exec format error", Verdict.Inconclusive)]
    [InlineData(BinFmtState.Missing, 1, "wrong", Verdict.Failed)]
    [InlineData(BinFmtState.Missing, 0, "", Verdict.Passed)]
    [InlineData(BinFmtState.OutsideRootsOnly, 127, "no such file", Verdict.Inconclusive)]
    public void Without_an_emulator_nothing_is_known(
        BinFmtState emulator, int exitCode, string said, Verdict verdict) =>
        EngineProof.Judge(new CommandResult(exitCode, "", said), s_x64, Architecture.TryFind("arm64")!, emulator)
            .Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData("oci-archive: writing blob: adding layer: unexpected EOF", Verdict.Failed)]
    [InlineData("oci-archive: writing blob: write /x: no space left on device", Verdict.Inconclusive)]
    public void So_it_is_where_the_engine_refuses_it(string said, Verdict verdict) =>
        EngineProof.JudgeLoad(said).Verdict.ShouldBe(verdict);

    [Fact]
    public void A_self_test_that_takes_too_long_says_nothing_of_the_image() =>
        EngineProof.Judge(
                new CommandResult(137, "", "", TimedOut: true), s_x64, Architecture.TryFind("arm64")!,
                BinFmtState.Everywhere)
            .OutOfTime.ShouldBeTrue();

    [Fact]
    public void A_user_without_subordinate_ids_is_told_how_to_get_some()
    {
        var start = new CommandResult(1, "", "unshare: no line matching user \"ann\" in /etc/subuid: Success\n");

        ImageProof.Unready(start).ShouldContain("usermod --add-subuids");
    }
}
