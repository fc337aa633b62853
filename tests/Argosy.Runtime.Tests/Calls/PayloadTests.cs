namespace Argosy.Runtime.Tests.Calls;

/// <summary>Large arguments and results: complete, not copied, and returned to the pool.</summary>
[Collection(CountersAlone.Name)]
public sealed class PayloadTests
{
    private const int Elements = 1 << 16;
    private static readonly TimeSpan s_limit = Patience.Limit;

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_vector_travels_there_and_back(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        for (var length = 1; length <= Elements; length *= 4)
        {
            using var vector = Numbers(localities.First.Pool, length);
            using var turned = await localities.Second.CallAsync(PayloadActions.s_reverse, vector)
                .AsTask().WaitAsync(s_limit);
            turned!.Span.ToArray().ShouldBe(vector.Span.ToArray().Reverse());
        }
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_buffer_and_an_array_travel_there_and_back(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var numbers = Enumerable.Range(0, Elements).Select(i => (long)i).ToArray();
        using var buffer = SerializeBuffer.Reference<long>(numbers);
        using var echo = await localities.Second.CallAsync(PayloadActions.s_echoBuffer, buffer);
        echo!.Span.SequenceEqual(numbers).ShouldBeTrue();
        (await localities.Second.CallAsync(PayloadActions.s_echoArray, numbers)).ShouldBe(numbers);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task Vectors_cause_no_copy_no_managed_payload_and_no_registration(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        using var vector = Numbers(localities.First.Pool, Elements);
        for (var i = 0; i < 3; i++)
            (await localities.Second.CallAsync(PayloadActions.s_reverse, vector))!.Dispose();
        var before = RuntimeCounters.Now;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 20; i++)
            (await localities.Second.CallAsync(PayloadActions.s_reverse, vector))!.Dispose();
        var moved = RuntimeCounters.Now.Since(before);
        moved.PayloadBytesReceived.ShouldBe(40L * Elements * sizeof(long));
        moved.PayloadCopies.ShouldBe(0);
        moved.ManagedPayloadBytes.ShouldBe(0);
        moved.Registrations.ShouldBe(0);
        (GC.GetTotalAllocatedBytes(precise: true) - allocated).ShouldBeLessThan(moved.PayloadBytesReceived / 20);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task An_argument_may_be_disposed_of_as_soon_as_the_call_is_made(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var vector = Numbers(localities.First.Pool, Elements);
        var expected = vector.Span.ToArray();
        var call = localities.Second.CallAsync(PayloadActions.s_reverse, vector);
        vector.Dispose();
        using var turned = await call;
        turned!.Span.ToArray().ShouldBe(expected.Reverse());
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task Nothing_stays_lent_after_many_calls(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var pools = localities.Clusters.Select(one => one.Pool).Distinct().ToList();
        long Lent() => pools.Sum(pool => pool.Statistics.LentBytes);
        async Task CallAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var vector = Numbers(localities.First.Pool, 5000);
                (await localities.Second.CallAsync(PayloadActions.s_reverse, vector))!.Dispose();
            }
        }
        await CallAsync(10);
        var before = Lent();
        await CallAsync(200);
        // A call returns its memory after its answer has arrived and its acknowledgement was sent.
        SpinWait.SpinUntil(() => Lent() <= before + 200_000, s_limit)
            .ShouldBeTrue($"{Lent()} bytes are lent, {before} were before");
    }

    private static RmaVector<long> Numbers(RmaPool pool, int length)
    {
        var vector = new RmaVector<long>(pool, length);
        for (var i = 0; i < length; i++)
            vector[i] = 3 * i + 1;
        return vector;
    }
}
