using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms.Tests;

public sealed class DialectTests
{
    [Theory]
    [InlineData("x64", "linux-x64", "amd64", "x86_64-linux-gnu", "linux/amd64", "linux_x86_64", 62)]
    [InlineData("arm64", "linux-arm64", "arm64", "aarch64-linux-gnu", "linux/arm64/v8", "linux_aarch64", 183)]
    [InlineData("ppc64le", "linux-ppc64le", "ppc64el", "powerpc64le-linux-gnu", "linux/ppc64le", "linux_ppc64le", 21)]
    [InlineData("s390x", "linux-s390x", "s390x", "s390x-linux-gnu", "linux/s390x", "linux_s390x", 22)]
    [InlineData("riscv64", "linux-riscv64", "riscv64", "riscv64-linux-gnu", "linux/riscv64", "linux_riscv64", 243)]
    public void An_architecture_speaks_every_dialect(
        string name, string rid, string debian, string triplet, string oci, string wheel, int machine)
    {
        var architecture = Architecture.Parse(name, SourceLocation.CommandLine);

        architecture.DotnetRid.ShouldBe(rid);
        architecture.DebianName.ShouldBe(debian);
        architecture.GnuTriplet.ShouldBe(triplet);
        architecture.OciPlatform.ShouldBe(oci);
        architecture.WheelTag.ShouldBe(wheel);
        architecture.ElfMachine.ShouldBe((ushort)machine);
    }

    [Theory]
    [InlineData("amd64", "x64")]
    [InlineData("aarch64", "arm64")]
    [InlineData("ppc64el", "ppc64le")]
    [InlineData("arm46", "arm64")]
    public void Another_tools_name_is_answered_with_ours(string written, string ours)
    {
        var error = Should.Throw<ArgosyException>(() => Architecture.Parse(written, new("argosy.yaml", 7)));

        error.Message.ShouldBe($"ARG0101 argosy.yaml:7: unknown architecture '{written}'. Did you mean '{ours}'?");
    }

    [Fact]
    public void No_two_architectures_share_a_name_in_any_dialect()
    {
        foreach (var dialect in (Func<Architecture, object>[])
            [a => a.Name, a => a.DebianName, a => a.GnuTriplet, a => a.OciArchitecture,
                a => a.KernelName, a => a.ElfMachine])
            Architecture.All.Select(dialect).ShouldBeUnique();
    }

    [Fact]
    public void The_wheel_slug_is_what_a_job_composes_from_Ansibles_facts() =>
        new Platform(
                Distribution.Parse("debian-12", SourceLocation.CommandLine),
                Architecture.Parse("arm64", SourceLocation.CommandLine))
            .WheelSlug.ShouldBe("debian-12-aarch64");

    [Fact]
    public void A_code_name_is_answered_with_the_distributions_name() =>
        Should.Throw<ArgosyException>(() => Distribution.Parse("bookworm", new("argosy.yaml", 3)))
            .Message.ShouldEndWith("Write 'debian-12'.");
}
