using Argosy.Engine.Reporting;

namespace Argosy.Engine.Tests.Reporting;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("build.cake --target=Push --jobs=2 --exclusive", "build.cake --target=Push --jobs=2 --exclusive")]
    [InlineData("build.cake --nuget-api-key=SECRET", "build.cake --nuget-api-key=…")]
    [InlineData("--apikey SECRET --target Push", "--apikey … --target Push")]
    [InlineData("--cache=oci://user:SECRET@host/x --flag", "--cache=… --flag")]
    public void Values_of_options_that_are_not_the_builds_own_are_hidden(string line, string shown) =>
        CommandText.Of(line.Split(' ')).ShouldBe(shown);
}
