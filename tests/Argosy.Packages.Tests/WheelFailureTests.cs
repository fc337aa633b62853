using Argosy.Artifacts;
using Argosy.Packages.Wheels.Building;
using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

public sealed class WheelFailureTests
{
    // A compiler for its C is in build/packages.txt, one for C++ isn't.
    private const string WithoutCxx = "s390x";

    // As pip says it of a setup that compiles C++ by the C compiler's name.
    [Theory]
    [InlineData("s390x-linux-gnu-gcc-12: fatal error: cannot execute ‘cc1plus’: execvp: No such file or directory")]
    [InlineData("error: command 's390x-linux-gnu-g++' failed: No such file or directory")]
    public void A_missing_compiler_for_Cxx_is_named(string said)
    {
        var request = Request(WithoutCxx);
        var tools = new Toolbox(Host.Detect(), request.Platform.Architecture);
        Assert.SkipWhen(tools.CxxCompiler is not null, "this machine has that compiler");
        var diagnostic = WheelFailure.NotMade(request, tools, new(1, "", $"  {said}\n"), []).Diagnostics[0];
        diagnostic.Id.ShouldBe("ARG0508");
        diagnostic.Cause.ShouldContain(said);
        diagnostic.Remedy.ShouldStartWith("It has C++ in it: install the package g++-s390x-linux-gnu");
    }

    [Fact]
    public void A_flag_of_the_machine_is_named_once_with_its_first_file_and_the_number_of_others()
    {
        var error = WheelFailure.SeesMachine(Request("arm64"),
        [
            new("-I/usr/include", "a.c"), new("-I/usr/include", "b.c"), new("-L/usr/lib", "m.so"),
            new("-I/usr/include", "c.c"),
        ]);
        error.Diagnostics.Select(d => d.Cause).ShouldBe([
            "its build compiles or links a.c with -I/usr/include, which is the build machine's, not the platform's, "
            + "and 2 more files",
            "its build compiles or links m.so with -L/usr/lib, which is the build machine's, not the platform's",
        ]);
    }

    private static WheelRequest Request(string architecture) => new(
        Roots.PlatformOf(architecture), new(new("a"), "1", "/a", Digest.Of("a"), Pinned: true),
        "/sysroot", "/root", "/wheels", DateTimeOffset.UnixEpoch);
}
