namespace Argosy.Runtime.Tests;

public sealed class PoolTests
{
    [Theory]
    [InlineData(0, 1 << 10)]
    [InlineData(1, 1 << 10)]
    [InlineData(1 << 10, 1 << 10)]
    [InlineData((1 << 10) + 1, 1 << 11)]
    [InlineData(1 << 24, 1 << 24)]
    [InlineData((1 << 24) + 1, (1 << 24) + (1 << 16))]
    public void A_block_has_the_smallest_size_that_fits(int bytes, int capacity)
    {
        using var pool = new RmaPool(new HeapSlabs());
        var block = pool.Rent(bytes);
        block.Capacity.ShouldBe(capacity);
        block.Span[capacity - 1] = 1;
        block.Release();
    }

    [Fact]
    public void Renting_and_returning_allocates_nothing_once_the_pool_is_warm()
    {
        using var pool = new RmaPool(new HeapSlabs());
        _ = Round();
        // The .NET runtime itself may allocate in one round; the pool would in each.
        Enumerable.Range(0, 5).Min(_ => Round()).ShouldBe(0);
        pool.Statistics.Slabs.ShouldBe(1);

        long Round()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
                pool.Rent(4096).Release();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Statistics_say_what_is_there_and_what_is_lent()
    {
        using var pool = new RmaPool(new HeapSlabs());
        var small = pool.Rent(1000);
        var large = pool.Rent(20 << 20);
        var statistics = pool.Statistics;
        (statistics.Slabs, statistics.Bytes, statistics.Lent, statistics.LentBytes)
            .ShouldBe((2, (2L << 20) + (20L << 20), 2, (20L << 20) + 1024));
        statistics.Classes[0].ShouldBe(new RmaPoolClass(1024, 2048, 1));
        small.Release();
        large.Release();
        statistics = pool.Statistics;
        (statistics.Lent, statistics.LentBytes, statistics.HighWater).ShouldBe((0, 0L, (20L << 20) + 1024));
        statistics.Classes[0].Lent.ShouldBe(0);
    }

    [Fact]
    public void A_large_block_is_used_again_and_kept_up_to_a_bound()
    {
        var source = new CountingSlabs();
        using var pool = new RmaPool(source, new RmaPoolOptions { KeptBytes = 40 << 20 });
        var first = pool.Rent(20 << 20);
        first.Release();
        pool.Rent((20 << 20) - 5).ShouldBeSameAs(first);
        var second = pool.Rent(30 << 20);
        first.Release();
        second.Release();
        source.Made.ShouldBe(2);
        source.Freed.ShouldBe(1);
    }

    [Fact]
    public void The_limit_is_kept_and_says_what_to_do()
    {
        using var pool = new RmaPool(new HeapSlabs(), new RmaPoolOptions { Limit = 24 << 20 });
        var block = pool.Rent(20 << 20);
        var failure = Should.Throw<RmaPoolException>(() => pool.Rent(8 << 20));
        failure.Id.ShouldBe("ARG0815");
        failure.Message.ShouldContain("raise the limit");
        block.Release();
        pool.Rent(8 << 20).Release(); // the kept block made room
        pool.Statistics.Lent.ShouldBe(0);
    }

    [Fact]
    public void A_second_release_is_an_error_and_harms_nobody()
    {
        using var pool = new RmaPool(new HeapSlabs());
        var block = pool.Rent(1);
        block.Release();
        Should.Throw<RmaPoolException>(block.Release).Id.ShouldBe("ARG0816");
        Should.Throw<RmaPoolException>(() => block.AddReference()).Id.ShouldBe("ARG0816");
        var (next, other) = (pool.Rent(1), pool.Rent(1));
        next.ShouldNotBeSameAs(other);
        next.Release();
        other.Release();
        pool.Statistics.Lent.ShouldBe(0);
    }

    [Fact]
    public void A_disposed_pool_lends_nothing_and_waits_for_what_is_lent()
    {
        var source = new CountingSlabs();
        var pool = new RmaPool(source);
        var block = pool.Rent(100);
        pool.Dispose();
        pool.Dispose();
        Should.Throw<ObjectDisposedException>(() => pool.Rent(1));
        source.Freed.ShouldBe(0);
        block.Span[99] = 1;
        block.Release();
        source.Freed.ShouldBe(1);
        Should.Throw<ObjectDisposedException>(() => pool.Rent(1));
    }
}
