namespace Argosy.Runtime;

/// <summary>A pool's size and use; taken while others rent and return, so only exact without concurrent use.</summary>
/// <param name="Slabs">Pieces of memory from its source, each registered once.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Lent">Rented blocks.</param>
/// <param name="LentBytes">Their bytes, rounded up to the blocks' sizes.</param>
/// <param name="HighWater">The maximum of bytes rented at once.</param>
/// <param name="Classes">By size of block, the smallest first; blocks beyond the largest class aren't listed.</param>
public sealed record RmaPoolStatistics(
    int Slabs, long Bytes, int Lent, long LentBytes, long HighWater, IReadOnlyList<RmaPoolClass> Classes);

/// <summary>One size of block.</summary>
/// <param name="BlockBytes">Bytes of a block.</param>
/// <param name="Blocks">The number of blocks.</param>
/// <param name="Lent">The number of rented blocks.</param>
public readonly record struct RmaPoolClass(int BlockBytes, int Blocks, int Lent);
