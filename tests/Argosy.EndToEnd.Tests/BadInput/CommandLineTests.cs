using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.BadInput;

[Trait("Category", "EndToEnd")]
[Collection(OneClone.Name)]
public class CommandLineTests(SharedClone shared)
{
    [Theory]
    [InlineData("--target=Nativ", "ARG0701", "Did you mean 'Native'?")]
    [InlineData("--target=Native-s390x", "ARG0701", "--showdescription")]
    [InlineData("--arch=amd64", "ARG0101", "Did you mean 'x64'?")]
    [InlineData("--arch=riscv64", "ARG0721", "choose from: x64, arm64, ppc64le")]
    [InlineData("--jobs=abc", "ARG0704", "--jobs=2")]
    [InlineData("--jobs=0", "ARG0704", "--jobs=2")]
    [InlineData("--jbos=2", "ARG0723", "Did you mean '--jobs'?")]
    [InlineData("--colour=blue", "ARG0723", "./build.sh --help")]
    [InlineData("--arch", "ARG0727", "--arch=VALUE")]
    [InlineData("--jobs", "ARG0727", "--jobs=VALUE")]
    public void A_mistake_on_the_command_line_says_what_to_write(string argument, string id, string remedy) =>
        shared.Clone.Build(argument).ShouldFail($"{id} command line:", remedy);

    [Fact]
    public void A_mistake_on_the_command_line_runs_nothing()
    {
        var report = File.GetLastWriteTimeUtc(shared.Clone.At("artifacts/report.json"));
        shared.Clone.Build("--target=Native", "--jbos=2");
        File.GetLastWriteTimeUtc(shared.Clone.At("artifacts/report.json")).ShouldBe(report);
    }
}
