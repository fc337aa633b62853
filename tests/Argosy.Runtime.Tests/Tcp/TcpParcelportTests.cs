namespace Argosy.Runtime.Tests.Tcp;

[Collection(CountersAlone.Name)]
public sealed class TcpParcelportTests
{
    public static TheoryData<int> Modes => [16, 0];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_small_parcel_arrives_as_it_was_sent(int peersWithThreads)
    {
        using var pair = new PortPair(new() { PeersWithThreads = peersWithThreads });
        var index = Parcels.Bytes(64, 1);
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 5, index))).ShouldBeNull();
        var arrived = await pair.AtRight.NextAsync();
        arrived.From.ShouldBe(0);
        arrived.Index.ShouldBe(index);
        arrived.Header.ShouldBe(new ParcelHeader(ParcelKind.Call, ParcelFlags.None, 0, 101, 5, 7, 64, 0, 3));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Payload_arrives_in_its_place_without_a_copy(int peersWithThreads)
    {
        using var pair = new PortPair(new() { PeersWithThreads = peersWithThreads });
        byte[][] payload = [Parcels.Bytes(1 << 20, 1), Parcels.Bytes(1, 2), Parcels.Bytes(70_001, 3)];
        var before = RuntimeCounters.Now;
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 5, Parcels.Bytes(300, 4), payload)))
            .ShouldBeNull();
        var arrived = await pair.AtRight.NextAsync();
        arrived.Payload.ShouldBe(payload);
        arrived.Index.ShouldBe(Parcels.Bytes(300, 4));
        RuntimeCounters.Now.Since(before).PayloadCopies.ShouldBe(0);
    }

    [Fact]
    public async Task A_chunk_that_nobody_asks_for_is_passed_over()
    {
        using var pair = new PortPair(wants: chunk => chunk != 1);
        byte[][] payload = [Parcels.Bytes(5000, 1), Parcels.Bytes(50_000, 2), Parcels.Bytes(6000, 3)];
        for (ulong i = 0; i < 3; i++)
            pair.Left.Send(1, Parcels.Make(pair.Left, i, [1, 2], payload));
        for (ulong i = 0; i < 3; i++)
        {
            var arrived = await pair.AtRight.NextAsync();
            arrived.Header.Call.ShouldBe(i);
            arrived.Payload.ShouldBe([payload[0], payload[2]]);
        }
    }

    [Fact]
    public async Task Index_data_of_any_length_up_to_the_limit_arrives()
    {
        using var pair = new PortPair();
        foreach (var length in (int[])[0, 1, 4000, 65_495, 65_496, 65_497, 1 << 20, 16 * 1024 * 1024])
        {
            var index = Parcels.Bytes(length, length);
            pair.Left.Send(1, Parcels.Make(pair.Left, 1, index));
            (await pair.AtRight.NextAsync()).Index.SequenceEqual(index).ShouldBeTrue($"{length} bytes");
        }
    }

    [Fact]
    public async Task Any_thread_sends_at_any_time_and_small_parcels_keep_their_order()
    {
        using var pair = new PortPair();
        const int threads = 6, each = 1500;
        var random = new Random(11);
        var seeds = Enumerable.Range(0, threads).Select(_ => random.Next()).ToArray();
        var sending = Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            var own = new Random(seeds[thread]);
            for (var i = 0; i < each; i++)
            {
                var payload = own.Next(20) == 0 ? new byte[][] { Parcels.Bytes(own.Next(1, 20_000), i) } : [];
                pair.Left.Send(
                    1,
                    Parcels.Make(pair.Left, ((ulong)thread << 32) | (uint)i, Parcels.Bytes(own.Next(200), i), payload));
            }
        })).ToArray();
        var next = new int[2, threads];
        for (var i = 0; i < threads * each; i++)
        {
            var arrived = await pair.AtRight.NextAsync();
            var (thread, number) = ((int)(arrived.Header.Call >> 32), (int)(uint)arrived.Header.Call);
            ref var expected = ref next[arrived.Payload.Length, thread];
            number.ShouldBeGreaterThanOrEqualTo(expected);
            expected = number + 1;
            arrived.Index.SequenceEqual(Parcels.Bytes(arrived.Index.Length, number)).ShouldBeTrue();
            arrived.Payload.All(chunk => chunk.SequenceEqual(Parcels.Bytes(chunk.Length, number))).ShouldBeTrue();
        }
        await Task.WhenAll(sending).WaitAsync(Bound.s_wait);
    }

    [Fact]
    public async Task A_slow_reader_lets_ten_thousand_parcels_wait_and_blocks_nobody()
    {
        using var pair = new PortPair();
        using var gate = new ManualResetEventSlim();
        var received = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.AtRight.OnReceive = (_, _) =>
        {
            gate.Wait(Bound.s_wait);
            if (Interlocked.Increment(ref received) == 10_000)
                all.SetResult();
            return true;
        };
        for (ulong i = 0; i < 10_000; i++)
            pair.Left.Send(1, Parcels.Make(pair.Left, i, new byte[2000])); // 20 MB: more than the kernel holds
        pair.Left.QueueLength(1).ShouldBeGreaterThan(0);
        gate.Set();
        await all.Task.WaitAsync(Bound.s_wait);
        pair.Left.QueueLength(1).ShouldBe(0);
    }
}
