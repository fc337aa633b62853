using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

public sealed class BinFmtTests : IDisposable
{
    private static readonly Architecture s_arm64 = Architecture.TryFind("arm64")!;
    private static readonly Host s_x64 = new(Architecture.TryFind("x64")!);
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("enabled\ninterpreter /usr/libexec/qemu-binfmt/aarch64-binfmt-P\nflags: PF\noffset 0\n",
        BinFmtState.Everywhere)]
    [InlineData("enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: P\noffset 0\n",
        BinFmtState.OutsideRootsOnly)]
    [InlineData("disabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: F\noffset 0\n", BinFmtState.Missing)]
    public void A_registration_counts_inside_roots_only_with_its_flag(string entry, BinFmtState expected)
    {
        _folder.Write("qemu-aarch64", entry);
        BinFmt.State(s_x64, s_arm64, _folder.Path).ShouldBe(expected);
    }

    [Fact]
    public void An_architecture_that_nobody_registered_is_missing_and_the_remedy_names_it()
    {
        BinFmt.State(s_x64, s_arm64, _folder.Path).ShouldBe(BinFmtState.Missing);
        BinFmt.Remedy(s_arm64).ShouldContain("update-binfmts --enable qemu-aarch64");
    }

    [Fact]
    public void The_hosts_own_architecture_needs_no_registration()
    {
        BinFmt.State(s_x64, s_x64.Architecture, _folder.Path).ShouldBe(BinFmtState.Native);
        BinFmt.State(new(s_arm64), s_arm64, _folder.Path).ShouldBe(BinFmtState.Native);
        BinFmt.State(new(s_arm64), s_x64.Architecture, _folder.Path).ShouldBe(BinFmtState.Missing);
    }

    public void Dispose() => _folder.Dispose();
}
