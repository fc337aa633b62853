namespace Argosy.Runtime;

/// <summary>A binomial tree over the ranks 0 to count - 1, of depth log2(count). The ranks of a subtree follow each
/// other, from its root on, so that results can be combined in the order of ranks.</summary>
internal static class CollectiveTree
{
    /// <param name="rank">Not the root, which is 0.</param>
    internal static int Parent(int rank) => rank & (rank - 1);

    /// <summary>A rank's children, in their order; the subtree of the last one is the largest.</summary>
    internal static IEnumerable<int> Children(int rank, int count)
    {
        for (var bit = 1; (rank & bit) == 0 && rank + bit < count; bit <<= 1)
            yield return rank + bit;
    }

    /// <summary>The first rank behind a rank's subtree.</summary>
    internal static int End(int rank, int count) =>
        rank == 0 ? count : (int)Math.Min((long)rank + (rank & -rank), count);
}
