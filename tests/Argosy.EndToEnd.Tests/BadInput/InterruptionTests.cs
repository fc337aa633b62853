using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.BadInput;

[Trait("Category", "EndToEnd")]
[Collection(AnotherClone.Name)]
public class InterruptionTests(SharedClone shared)
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;

    // Each signal and each kind of task once; the engine's ShutdownTests cover the rest.
    public static TheoryData<int, string, string> Moments => new()
    {
        { Interrupt, "Native-rdma-arm64 …", "ninja" },
        { Terminate, "Sysroot-debian-12-arm64 …", "dpkg-deb" },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void An_interrupted_build_ends_its_children_and_the_next_one_goes_on(int signal, string when, string program)
    {
        using var build = Begin();
        build.WaitFor(when);
        build.WaitForProgram(program);
        build.Signal(signal);
        build.End().ShouldFail("ARG0706", "Run the same command again");
        build.Alive().ShouldBeEmpty();
        shared.ShouldGoOn();
    }

    [Theory]
    [InlineData("Sysroot-debian-12-arm64 …", "dpkg-deb")]
    [InlineData("Native-rdma-arm64 …", "ninja")]
    public void A_killed_build_is_gone_on_with_and_makes_the_same_bytes(string when, string program)
    {
        using (var build = Begin())
        {
            build.WaitFor(when);
            build.WaitForProgram(program);
            build.Signal(Kill);
            build.End().ExitCode.ShouldNotBe(0);
        }

        shared.Clone.Build(SharedClone.Small).ShouldSucceed();
        SharedClone.NativeDigests(shared.Clone).ShouldBe(shared.Digests);
        shared.Clone.HalfWritten().ShouldBeEmpty();
    }

    [Fact]
    public void A_second_build_in_the_same_folder_waits_can_be_interrupted_and_finds_everything_done()
    {
        using var first = Begin();
        first.WaitFor("Sysroot-debian-12-arm64 …");
        using var second = new BuildCommand(shared.Clone.Folder, SharedClone.Small).Start();
        second.WaitFor("waiting for another build in this folder (process ");
        second.Signal(Interrupt);
        second.End().ShouldFail("ARG0706");
        using var third = new BuildCommand(shared.Clone.Folder, SharedClone.Small).Start();
        third.WaitFor("waiting for another build in this folder (process ");
        first.End().ShouldSucceed();
        third.End().ShouldSucceed().Outcome("Native", "rdma-arm64").ShouldBe("up to date");
    }

    // Rebuilds everything, so that there is a task to interrupt.
    private RunningBuild Begin()
    {
        if (Directory.Exists(shared.Clone.At(".argosy/native")))
            Directory.Delete(shared.Clone.At(".argosy/native"), recursive: true);
        return new BuildCommand(shared.Clone.Folder, [.. SharedClone.Small, "--force"]).Start();
    }
}
