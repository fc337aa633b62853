using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.BadInput;

[Trait("Category", "EndToEnd")]
[Collection(OneClone.Name)]
public class InterruptionTests(SharedClone shared)
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;

    public static TheoryData<int, string, int> Moments => new()
    {
        { Interrupt, "Sysroot-arm64 …", 300 },
        { Interrupt, "Native-arm64 …", 300 },
        { Terminate, "Sysroot-arm64 …", 800 },
        { Terminate, "Native-arm64 …", 100 },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void An_interrupted_build_ends_its_children_and_the_next_one_goes_on(int signal, string when, int milliseconds)
    {
        using var build = Begin();
        build.WaitFor(when);
        Thread.Sleep(milliseconds);
        build.Signal(signal);
        build.End(TimeSpan.FromSeconds(20)).ShouldFail("ARG0706", "Run the same command again");
        build.Alive().ShouldBeEmpty();
        shared.ShouldGoOn();
    }

    [Theory]
    [InlineData("Sysroot-arm64 …", 500)]
    [InlineData("Native-arm64 …", 200)]
    public void A_killed_build_is_gone_on_with_and_makes_the_same_bytes(string when, int milliseconds)
    {
        using (var build = Begin())
        {
            build.WaitFor(when);
            Thread.Sleep(milliseconds);
            build.Signal(Kill);
            build.End(TimeSpan.FromSeconds(10)).ExitCode.ShouldNotBe(0);
        }

        shared.Clone.Build(SharedClone.Small).ShouldSucceed();
        SharedClone.NativeDigests(shared.Clone).ShouldBe(shared.Digests);
        shared.Clone.HalfWritten().ShouldBeEmpty();
    }

    [Fact]
    public void A_second_build_in_the_same_folder_waits_and_then_finds_everything_done()
    {
        using var first = Begin();
        first.WaitFor("Sysroot-arm64 …");
        using var second = new BuildCommand(shared.Clone.Folder, SharedClone.Small).Start();
        second.WaitFor("waiting for another build in this folder (process ");
        first.End(TimeSpan.FromMinutes(2)).ShouldSucceed();
        second.End(TimeSpan.FromMinutes(2)).ShouldSucceed().Outcome("Native", "arm64").ShouldBe("up to date");
    }

    [Fact]
    public void Who_waits_for_another_build_can_be_interrupted()
    {
        using var first = Begin();
        first.WaitFor("Sysroot-arm64 …");
        using var second = new BuildCommand(shared.Clone.Folder, SharedClone.Small).Start();
        second.WaitFor("waiting for another build");
        second.Signal(Interrupt);
        second.End(TimeSpan.FromSeconds(20)).ShouldFail("ARG0706");
        first.End(TimeSpan.FromMinutes(2)).ShouldSucceed();
    }

    // From the start, so that there is something to interrupt.
    private RunningBuild Begin()
    {
        if (Directory.Exists(shared.Clone.At(".argosy/native"))) Directory.Delete(shared.Clone.At(".argosy/native"), recursive: true);
        return new BuildCommand(shared.Clone.Folder, [.. SharedClone.Small, "--force"]).Start();
    }
}
