namespace Argosy.Runtime.Tests;

public sealed class DeliveryTests
{
    public static TheoryData<string> Providers => new("shm", "tcp");

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task An_eager_parcel_arrives_with_its_header(string provider)
    {
        using var ports = new Ports(provider);
        foreach (var length in new[] { 0, 1, 24, 64, 1000, 4056 })
        {
            var index = Ports.Bytes(length, length);
            await Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, index));
            using var got = await ports.AtRight.NextAsync();
            got.Index.ShouldBe(index);
            (got.From, got.Header.Source, got.Header.Kind, got.Header.Call, got.Header.Action, got.Header.Consumed)
                .ShouldBe((0, 0u, ParcelKind.Call, 77ul, 5u, 3u));
        }
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task A_parcel_too_long_for_one_message_is_fetched(string provider)
    {
        using var ports = new Ports(provider);
        foreach (var length in new[] { 4057, 5000, 100_000, 3_000_000 })
        {
            var index = Ports.Bytes(length, length);
            await Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, index));
            using var got = await ports.AtRight.NextAsync();
            got.Index.AsSpan().SequenceEqual(index).ShouldBeTrue();
        }
        ports.Left.Pool.Statistics.Lent.ShouldBe(0);
    }

    [NativeTheory]
    [InlineData("shm", false)]
    [InlineData("shm", true)]
    [InlineData("tcp", false)]
    [InlineData("tcp", true)]
    public async Task Payload_of_every_kind_lands_in_the_pool_and_in_arrays(string provider, bool arrays)
    {
        using var ports = new Ports(provider);
        ports.AtRight.Arrays = arrays;
        foreach (var length in new[] { 1, 4096, 70_000, 5_000_000 })
        {
            var (first, second) = (Ports.Bytes(1, length), Ports.Bytes(2, length));
            await Ports.SendAsync(
                ports.Left, 1,
                Ports.Parcel(ports.Left, [1, 2, 3], Ports.Pointer(first), Ports.Pooled(ports.Left, second)));
            using var got = await ports.AtRight.NextAsync();
            got.Index.ShouldBe([1, 2, 3]);
            got.Payload(0).AsSpan().SequenceEqual(first).ShouldBeTrue();
            got.Payload(1).AsSpan().SequenceEqual(second).ShouldBeTrue();
        }
        ports.Left.Pool.Statistics.Lent.ShouldBe(0);
        ports.Right.Pool.Statistics.Lent.ShouldBe(0);
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task A_long_chunk_table_is_fetched_before_its_payload(string provider)
    {
        using var ports = new Ports(provider);
        var chunks = Enumerable.Range(0, 300).Select(i => Ports.Bytes(i, 100 + i)).ToArray();
        await Ports.SendAsync(
            ports.Left, 1, Ports.Parcel(
                ports.Left, Ports.Bytes(9, 9000), [.. chunks.Select(one => Ports.Pooled(ports.Left, one))]));
        using var got = await ports.AtRight.NextAsync();
        for (var i = 0; i < chunks.Length; i++)
            got.Payload(i).ShouldBe(chunks[i]);
        ports.Left.Pool.Statistics.Lent.ShouldBe(0);
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task Ten_thousand_parcels_under_way_all_arrive(string provider)
    {
        const int count = 10_000;
        using var ports = new Ports(provider);
        var (sum, left) = (0L, count);
        using var all = new ManualResetEventSlim();
        ports.AtRight.OnWhole = one =>
        {
            Interlocked.Add(
                ref sum, BitConverter.ToInt32(one.Index) + (one.Payloads.Count > 0 ? one.Payload(0)[0] : 0));
            one.Dispose();
            if (Interlocked.Decrement(ref left) == 0)
                all.Set();
        };
        var payload = Ports.Bytes(3, 4096);
        var sends = Enumerable.Range(0, count).Select(i => Ports.SendAsync(ports.Left, 1, i % 4 == 0
            ? Ports.Parcel(ports.Left, BitConverter.GetBytes(i), Ports.Pooled(ports.Left, payload))
            : Ports.Parcel(ports.Left, BitConverter.GetBytes(i)))).ToList();
        await Task.WhenAll(sends);
        all.Wait(Ports.s_limit).ShouldBeTrue();
        sum.ShouldBe((long)count * (count - 1) / 2 + count / 4 * payload[0]);
        ports.Left.Pool.Statistics.Lent.ShouldBe(0);
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task A_slow_reader_holds_up_nobody_but_itself(string provider)
    {
        using var ports = new Ports(provider);
        using var go = new ManualResetEventSlim();
        ports.AtRight.OnReceived = _ => go.Wait(Ports.s_limit);
        var sends = new List<Task>();
        for (var i = 0; i < 3000; i++) // each call returns, although the other side is stopped
            sends.Add(Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, BitConverter.GetBytes(i))));
        go.Set();
        await Task.WhenAll(sends);
        var got = new List<int>();
        for (var i = 0; i < sends.Count; i++)
            got.Add(BitConverter.ToInt32((await ports.AtRight.NextAsync()).Index));
        got.Order().ShouldBe(Enumerable.Range(0, sends.Count));
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task Any_interleaving_of_threads_and_sizes_arrives_whole(string provider)
    {
        const int threads = 3, each = 200;
        using var ports = new Ports(provider);
        var (bad, left) = (0, 2 * threads * each);
        using var all = new ManualResetEventSlim();
        ports.AtLeft.OnWhole = ports.AtRight.OnWhole = one =>
        {
            var (seed, length) = (BitConverter.ToInt32(one.Index), BitConverter.ToInt32(one.Index, 4));
            var expected = Ports.Bytes(seed, length);
            var right = one.Payloads.Count > 0
                ? one.Payload(0).AsSpan().SequenceEqual(expected)
                : one.Index.AsSpan(8).SequenceEqual(expected);
            Interlocked.Add(ref bad, right ? 0 : 1);
            one.Dispose();
            if (Interlocked.Decrement(ref left) == 0)
                all.Set();
        };
        var work = Enumerable.Range(0, 2 * threads).Select(thread => Task.Run(async () =>
        {
            var random = new Random(thread);
            var port = thread % 2 == 0 ? ports.Left : ports.Right;
            var sends = new List<Task>();
            for (var i = 0; i < each; i++)
            {
                var (seed, length) = (random.Next(), random.Next(1, random.Next(2) == 0 ? 300 : 60_000));
                var content = Ports.Bytes(seed, length);
                byte[] start = [.. BitConverter.GetBytes(seed), .. BitConverter.GetBytes(length)];
                sends.Add(Ports.SendAsync(port, 1 - thread % 2, random.Next(3) switch
                {
                    0 => Ports.Parcel(port, [.. start, .. content]),
                    1 => Ports.Parcel(port, start, Ports.Pointer(content)),
                    _ => Ports.Parcel(port, start, Ports.Pooled(port, content)),
                }));
            }
            await Task.WhenAll(sends);
        })).ToArray();
        await Task.WhenAll(work);
        all.Wait(Ports.s_limit).ShouldBeTrue();
        bad.ShouldBe(0);
        ports.Left.Pool.Statistics.Lent.ShouldBe(0);
    }
}
