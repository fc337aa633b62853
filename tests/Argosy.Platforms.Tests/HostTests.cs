using System.Runtime.InteropServices;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms.Tests;

public sealed class HostTests
{
    private static readonly Architecture s_x64 = Architecture.TryFind("x64")!;
    private static readonly Architecture s_arm64 = Architecture.TryFind("arm64")!;

    [Fact]
    public void A_host_runs_its_own_architecture_alone()
    {
        new Host(s_arm64).Runs(s_arm64).ShouldBeTrue();
        new Host(s_arm64).Runs(s_x64).ShouldBeFalse();
    }

    [Theory]
    [InlineData("x64", "x64", "gcc", "g++")]
    [InlineData("x64", "arm64", "gcc-aarch64-linux-gnu", "g++-aarch64-linux-gnu")]
    [InlineData("arm64", "arm64", "gcc", "g++")]
    [InlineData("arm64", "x64", "gcc-x86-64-linux-gnu", "g++-x86-64-linux-gnu")]
    [InlineData("arm64", "ppc64le", "gcc-powerpc64le-linux-gnu", "g++-powerpc64le-linux-gnu")]
    public void Compilers_are_named_as_Debian_names_them_there(string host, string architecture, string c, string cxx)
    {
        var machine = new Host(Architecture.TryFind(host)!);
        machine.CompilerPackage(Architecture.TryFind(architecture)!).ShouldBe(c);
        machine.CxxCompilerPackage(Architecture.TryFind(architecture)!).ShouldBe(cxx);
    }

    [Theory]
    [InlineData(System.Runtime.InteropServices.Architecture.X64, "x64")]
    [InlineData(System.Runtime.InteropServices.Architecture.Arm64, "arm64")]
    [InlineData(System.Runtime.InteropServices.Architecture.Ppc64le, "ppc64le")]
    [InlineData(System.Runtime.InteropServices.Architecture.S390x, "s390x")]
    [InlineData(System.Runtime.InteropServices.Architecture.RiscV64, "riscv64")]
    public void Dotnets_names_of_processors_are_those_of_the_table(
        System.Runtime.InteropServices.Architecture processor, string name) =>
        Host.Named($"{processor}").Architecture.Name.ShouldBe(name);

    [Fact]
    public void This_machine_is_one_that_builds() =>
        Host.Detect().ShouldBe(Host.Named($"{RuntimeInformation.OSArchitecture}"));

    [Fact]
    public void Another_processor_is_an_error() =>
        Should.Throw<ArgosyException>(() => Host.Named("LoongArch64")).Diagnostics[0].Id.ShouldBe("ARG0123");
}
