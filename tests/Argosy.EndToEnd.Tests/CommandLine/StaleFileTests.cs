using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.CommandLine;

[Trait("Category", "EndToEnd")]
[Collection(AnotherClone.Name)]
public class StaleFileTests(SharedClone shared)
{
    [Fact]
    public void A_generated_file_that_was_edited_is_named_with_line_and_the_target_that_renews_it()
    {
        var line = File.ReadLines(shared.Clone.At("zuul.d/jobs.yaml"))
            .TakeWhile(l => !l.Contains("timeout:", StringComparison.Ordinal)).Count() + 1;
        shared.Clone.Edit("zuul.d/jobs.yaml", "timeout:", "timeuot:");
        shared.Clone.Build("--target=Lint-Generated").ShouldFail($"zuul.d/jobs.yaml:{line}", "--target=Pipelines");
        shared.Clone.Build("--target=Pipelines").ShouldSucceed();
        shared.Clone.Build("--target=Lint-Generated").ShouldSucceed();
    }
}
