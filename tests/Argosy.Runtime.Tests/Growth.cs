namespace Argosy.Runtime.Tests;

/// <summary>Tells a leak from a process that warms up: what leaks grows in every round of the same work, what warms up
/// stops growing.</summary>
internal static class Growth
{
    /// <summary>Rounds after the first: enough for one of them to be without a late start of anything.</summary>
    internal const int Rounds = 5;

    /// <summary>Fails where each round left more behind than the one before it.</summary>
    /// <param name="what">What was counted.</param>
    /// <param name="afterEach">What there was after each round, the warm-up first.</param>
    /// <param name="allowed">What a round may add all the same: less than one leak a call makes.</param>
    internal static void ShouldStop(string what, IReadOnlyList<long> afterEach, long allowed)
    {
        afterEach.Count.ShouldBeGreaterThan(2);
        afterEach.Zip(afterEach.Skip(1), (before, after) => after - before).Min()
            .ShouldBeLessThanOrEqualTo(allowed, $"{what} after each round: {string.Join(", ", afterEach)}");
    }
}
