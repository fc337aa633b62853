using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Runtime.Tests;

public sealed class PoolProperties
{
    private const int Threads = 3;

    // Each thread fills its blocks with its mark: a block with two holders shows a foreign mark.
    [Fact]
    public void No_block_ever_has_two_holders_and_the_statistics_add_up()
    {
        Prop.ForAll(
            Gen.Choose(0, 1 << 14).Select(n => n * n % 200_000).ListOf(60).ArrayOf(Threads).ToArbitrary(),
            sizes =>
            {
                using var pool = new RmaPool(new HeapSlabs());
                var clashes = 0;
                Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
                {
                    var held = new Queue<RmaBlock>();
                    foreach (var size in sizes[thread])
                    {
                        var block = pool.Rent(size);
                        Mark(block, thread);
                        held.Enqueue(block);
                        if (size % 3 == 0)
                            Interlocked.Add(ref clashes, Return(held.Dequeue(), thread));
                    }
                    while (held.Count > 0)
                        Interlocked.Add(ref clashes, Return(held.Dequeue(), thread));
                });
                var after = pool.Statistics;
                return clashes == 0 && after.Lent == 0 && after.LentBytes == 0
                    && after.Classes.All(one => one.Lent == 0)
                    && after.Bytes == after.Classes.Sum(one => (long)one.BlockBytes * one.Blocks)
                    && after.HighWater <= after.Bytes && after.HighWater >= sizes.Max(own => own.Max());
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void What_is_lent_is_the_sum_of_what_was_rented()
    {
        Prop.ForAll(Gen.Choose(0, 1 << 18).ListOf(40).ToArbitrary(), sizes =>
        {
            using var pool = new RmaPool(new HeapSlabs());
            var blocks = sizes.Select(pool.Rent).ToList();
            var during = pool.Statistics;
            var sum = blocks.Sum(block => (long)block.Capacity);
            var apart = blocks.Select(block => (block.Slab, block.Offset)).Distinct().Count() == blocks.Count;
            blocks.ForEach(block => block.Release());
            return apart && during.Lent == blocks.Count && during.LentBytes == sum && during.HighWater == sum
                && during.Classes.Sum(one => (long)one.Lent * one.BlockBytes) == sum && pool.Statistics.LentBytes == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static void Mark(RmaBlock block, int thread) => block.Span[..64].Fill((byte)(thread + 1));

    private static int Return(RmaBlock block, int thread)
    {
        var clash = block.Span[..64].ContainsAnyExcept((byte)(thread + 1)) ? 1 : 0;
        block.Release();
        return clash;
    }
}
