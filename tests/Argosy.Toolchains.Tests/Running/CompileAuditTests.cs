using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

public sealed class CompileAuditTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    [Theory]
    [InlineData("-I/usr/include")]
    [InlineData("-I/usr/include/libxml2")]
    [InlineData("-isystem /usr/local/include")]
    [InlineData("-isystem/usr/local/include")]
    [InlineData("-idirafter /opt/include")]
    [InlineData("-I../../../../../../../../usr/include")]
    [InlineData("-include /usr/include/stdio.h")]
    [InlineData("-L/usr/lib")]
    [InlineData("-L /usr/lib/x86_64-linux-gnu")]
    [InlineData("-Wl,-L/usr/lib")]
    [InlineData("-Wl,-rpath-link,/usr/lib/x86_64-linux-gnu")]
    [InlineData("-Xlinker --library-path=/usr/lib")]
    [InlineData("--sysroot=/")]
    [InlineData("-B/usr/lib/x86_64-linux-gnu")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libz.so")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libz.so.1")]
    [InlineData("/usr/lib/libz.a")]
    [InlineData("@/proc/nothing -I/usr/include")]
    public void Headers_and_libraries_of_the_machine_are_found(string words)
    {
        var finding = CompileAudit.Of(Called($"-c {words} main.c")).ShouldHaveSingleItem();
        finding.File.ShouldBe("main.c");
        words.Replace("@/proc/nothing ", "", StringComparison.Ordinal).Replace("-Wl,", "", StringComparison.Ordinal)
            .Replace("-Xlinker ", "", StringComparison.Ordinal).Replace(',', ' ').ShouldBe(finding.Flag);
    }

    [Theory]
    [InlineData("-Iinclude -I. -I.. -Lbuild")]
    [InlineData("-I=/usr/include -L=/usr/lib -isystem $SYSROOT/usr/include")]
    [InlineData("-Wl,-rpath,/usr/lib/argosy -Wl,-soname,/usr/lib/x.so.1")]
    [InlineData("-B/usr/lib/gcc-cross/aarch64-linux-gnu/12 -Bsymbolic -Wl,-Bstatic")]
    [InlineData("-DPREFIX=\"/usr/include\" -o /usr/lib")]
    [InlineData("/usr/share/cmake-3.25/Modules/CMakeCCompilerABI.c")]
    [InlineData("-include config.h -L -I")]
    public void The_projects_the_sysroots_and_the_compilers_own_are_not(string words) =>
        CompileAudit.Of(Called(words)).ShouldBeEmpty();

    [Fact]
    public void Folders_below_the_sysroot_and_the_inputs_are_not() => CompileAudit.Of(Called(
            $"-I{_scratch["sysroot"]}/usr/include -L{_scratch["sysroot"]}/usr/lib"
            + $" {_scratch["project"]}/x.a -I{_scratch["build"]}"))
        .ShouldBeEmpty();

    [Fact]
    public void A_folder_that_only_begins_like_an_input_is_found() =>
        CompileAudit.Of(Called($"-I{_scratch["project"]}-two/include")).ShouldHaveSingleItem();

    [Fact]
    public void Variables_that_compilers_read_count() =>
        CompileAudit.Of(Called("-c main.c", "CPATH=/usr/include:."))
            .ShouldHaveSingleItem().Flag.ShouldBe("CPATH=/usr/include");

    public void Dispose() => _scratch.Dispose();

    // The wrapper's format; a test of real builds checks that both agree.
    private ConfinedStep Called(string words, string? variable = null)
    {
        var step = new ConfinedStep(
            new(Host.Detect(), Host.Detect().Architecture), _scratch["sysroot"], _scratch["step"])
        {
            Reads = [_scratch["project"]],
            Writes = [_scratch["build"]],
        };
        var entries = words.Split(' ').Select(w => $"a{w}\0");
        _scratch.Write("step/calls/1",
            $"d{_scratch["build"]}\0" + (variable is null ? "" : $"e{variable}\0") + string.Concat(entries));
        return step;
    }
}
