namespace Argosy.Runtime.Tests;

/// <summary>Distinguishes a leak from a warm-up: a leak grows in every round of the same work, a warm-up stops
/// growing.</summary>
internal static class Growth
{
    /// <summary>Rounds after the first: enough that at least one has no late initialization.</summary>
    internal const int Rounds = 5;

    /// <summary>Fails if each round left more than the round before.</summary>
    /// <param name="what">The counted quantity.</param>
    /// <param name="afterEach">The count after each round, the warm-up first.</param>
    /// <param name="allowed">The growth that a round may have: less than one leak per call.</param>
    internal static void ShouldStop(string what, IReadOnlyList<long> afterEach, long allowed)
    {
        afterEach.Count.ShouldBeGreaterThan(2);
        afterEach.Zip(afterEach.Skip(1), (before, after) => after - before).Min()
            .ShouldBeLessThanOrEqualTo(allowed, $"{what} after each round: {string.Join(", ", afterEach)}");
    }
}
