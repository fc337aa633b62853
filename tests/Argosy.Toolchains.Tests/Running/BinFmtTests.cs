using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

public sealed class BinFmtTests : IDisposable
{
    private static readonly Architecture Arm64 = Architecture.TryFind("arm64")!;
    private static readonly Host X64 = new(Architecture.TryFind("x64")!);
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("enabled\ninterpreter /usr/libexec/qemu-binfmt/aarch64-binfmt-P\nflags: PF\noffset 0\n", BinFmtState.Everywhere)]
    [InlineData("enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: P\noffset 0\n", BinFmtState.OutsideRootsOnly)]
    [InlineData("disabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: F\noffset 0\n", BinFmtState.Missing)]
    public void A_registration_counts_inside_roots_only_with_its_flag(string entry, BinFmtState expected)
    {
        _folder.Write("qemu-aarch64", entry);
        BinFmt.State(X64, Arm64, _folder.Path).ShouldBe(expected);
    }

    [Fact]
    public void An_architecture_that_nobody_registered_is_missing_and_the_remedy_names_it()
    {
        BinFmt.State(X64, Arm64, _folder.Path).ShouldBe(BinFmtState.Missing);
        BinFmt.Remedy(Arm64).ShouldContain("update-binfmts --enable qemu-aarch64");
    }

    [Fact]
    public void The_hosts_own_architecture_needs_no_registration()
    {
        BinFmt.State(X64, X64.Architecture, _folder.Path).ShouldBe(BinFmtState.Native);
        BinFmt.State(new(Arm64), Arm64, _folder.Path).ShouldBe(BinFmtState.Native);
        BinFmt.State(new(Arm64), X64.Architecture, _folder.Path).ShouldBe(BinFmtState.Missing);
    }

    public void Dispose() => _folder.Dispose();
}
