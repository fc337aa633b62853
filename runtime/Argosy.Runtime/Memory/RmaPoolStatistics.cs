namespace Argosy.Runtime;

/// <summary>What a pool has and lends; taken while others rent and return, hence exact only when nobody does.</summary>
/// <param name="Slabs">Pieces of memory that it has of its source, each registered once.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Lent">Blocks that are lent.</param>
/// <param name="LentBytes">Their bytes, rounded up to the blocks' sizes.</param>
/// <param name="HighWater">The most bytes that were ever lent at once.</param>
/// <param name="Classes">By size of block, the smallest first; blocks beyond the largest class aren't listed.</param>
public sealed record RmaPoolStatistics(
    int Slabs, long Bytes, int Lent, long LentBytes, long HighWater, IReadOnlyList<RmaPoolClass> Classes);

/// <summary>One size of block.</summary>
/// <param name="BlockBytes">Bytes of a block.</param>
/// <param name="Blocks">How many there are.</param>
/// <param name="Lent">How many of them are lent.</param>
public readonly record struct RmaPoolClass(int BlockBytes, int Blocks, int Lent);
