namespace Cake.Argosy.Module.Tests.Fuzzing;

/// <summary>After any edits and kills, two clones with one cache have the outputs of a clean build.</summary>
public sealed class RandomGraphTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Results_of_random_graphs_are_those_of_clean_builds() => Run(rounds: 40, seed: 20, kills: false);

    [Fact]
    [Trait("Category", "Soak")]
    public void So_they_are_if_builds_are_killed() => Run(rounds: 40, seed: 20, kills: true);

    [Fact]
    [Trait("Category", "Soak")]
    public void So_they_are_after_five_hundred_rounds() =>
        Run(
            rounds: 500,
            seed: int.TryParse(Environment.GetEnvironmentVariable("ARGOSY_FUZZ_SEED"), out var seed)
                ? seed
                : Random.Shared.Next(),
            kills: true);

    private static void Run(int rounds, int seed, bool kills)
    {
        using var builds = new RandomBuilds(seed, kills);
        var round = 0;
        try
        {
            for (; round < rounds; round++) builds.Round();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}, round {round}: {e.Message}", e);
        }

        // Otherwise the test covered no obstacle.
        builds.Obstacles.ShouldBeGreaterThan(0);
        builds.Answers.ShouldBeGreaterThan(0);
    }
}
