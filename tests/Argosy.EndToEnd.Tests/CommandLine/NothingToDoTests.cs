using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.CommandLine;

/// <summary>A run without work is answered by the native program that <c>build.sh</c> compiles for it.</summary>
[Trait("Category", "EndToEnd")]
public sealed class NothingToDoTests
{
    private const string Answering = "build/.noop/argosy-noop";

    [Fact]
    public void It_is_answered_before_dotnet_starts_with_the_same_words_until_something_changes()
    {
        using var clone = new Clone().Compiled();
        Directory.Delete(clone.At("build/.noop"), recursive: true);

        // The first run works, the second compiles the program, and the first without work is recorded.
        Run(clone);
        var byEngine = Run(clone);
        byEngine.Outcome("Tidy").ShouldBe("up to date");
        Assert.SkipUnless(File.Exists(clone.At(Answering)), "this machine has no compiler for native programs");
        var answer = Run(clone);
        for (var attempt = 0; !IsAnswered(answer) && attempt < 3; attempt++) answer = Run(clone);

        IsAnswered(answer).ShouldBeTrue(answer.Output);
        Words(answer).ShouldBe(Words(byEngine));
        Words(answer).ShouldNotBeEmpty();

        using (clone.Edit("argosy.yaml", "name:", "name: "))
            IsAnswered(Run(clone)).ShouldBeFalse();
    }

    // bash shows the commands that it runs.
    private static BuildRun Run(Clone clone) =>
        new BuildCommand(clone.Folder, "--target=Tidy") { UsesCache = true, Prefix = ["bash", "-x"] }
            .Run().ShouldSucceed();

    private static bool IsAnswered(BuildRun run) =>
        run.Output.Contains($"+ {Answering} --target=Tidy", StringComparison.Ordinal)
        && !run.Output.Contains("+ exec dotnet", StringComparison.Ordinal);

    // From the table on; the engine's own time differs in each run.
    private static IEnumerable<string> Words(BuildRun run) => run.Output.Split('\n')
        .SkipWhile(l => !l.StartsWith("task ", StringComparison.Ordinal))
        .Where(l => !l.StartsWith('+') && !l.StartsWith("time:", StringComparison.Ordinal));
}
