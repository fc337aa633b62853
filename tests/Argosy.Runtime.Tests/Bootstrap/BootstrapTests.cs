using System.Net;
using System.Net.Sockets;
using System.Text;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Bootstrap;

public sealed class BootstrapTests
{
    [Fact]
    public async Task Eight_localities_find_each_other()
    {
        using var cluster = await TestCluster.JoinAsync(8);
        var all = cluster.Members;
        for (var i = 0; i < 8; i++)
        {
            all[i].Self.ShouldBe(i);
            all[i].Generation.ShouldBe(all[0].Generation);
            all[i].Addresses.Select(Encoding.UTF8.GetString).ShouldBe(Enumerable.Range(0, 8).Select(n => $"port {n}"));
        }
        all[0].Generation.ShouldNotBe(0u);
    }

    [Fact]
    public async Task Two_localities_have_the_same_two_numbers_the_other_way_round_and_nobody_else_has_them()
    {
        using var cluster = await TestCluster.JoinAsync(3, SharedKey.Generate());
        var all = cluster.Members;
        var (there, back) = (all[0].SessionWith(1), all[1].SessionWith(0));
        there.Outgoing.ShouldBe(back.Incoming);
        there.Incoming.ShouldBe(back.Outgoing);
        new[] { there.Outgoing, there.Incoming, all[0].SessionWith(2).Outgoing, all[2].SessionWith(1).Outgoing }
            .ShouldBeUnique();
    }

    [Fact]
    public async Task A_barrier_opens_when_the_last_has_come()
    {
        using var cluster = await TestCluster.JoinAsync(4);
        for (var round = 0; round < 20; round++)
        {
            var early = cluster.Members.Take(3).Select(m => m.BarrierAsync(default)).ToArray();
            early.ShouldAllBe(one => !one.IsCompleted);
            await cluster.Members[3].BarrierAsync(default).WaitAsync(Bound.s_wait);
            await Task.WhenAll(early).WaitAsync(Bound.s_wait);
        }
    }

    [Fact]
    public async Task Who_leaves_is_no_loss_and_holds_up_no_barrier()
    {
        using var cluster = await TestCluster.JoinAsync(3);
        var left = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lost = 0;
        cluster.Members[1].OnLost((_, _) => Interlocked.Increment(ref lost));
        cluster.Members[1].OnLeft(left.SetResult);
        var waiting = Task.WhenAll(cluster.Members[0].BarrierAsync(default), cluster.Members[1].BarrierAsync(default));
        await cluster.Members[2].LeaveAsync(default).WaitAsync(Bound.s_wait);
        (await left.Task.WaitAsync(Bound.s_wait)).ShouldBe(2);
        await waiting.WaitAsync(Bound.s_wait);
        var root = cluster.Members[0].LeaveAsync(default);
        root.IsCompleted.ShouldBeFalse(); // until locality 1 has left, too
        await cluster.Members[1].LeaveAsync(default).WaitAsync(Bound.s_wait);
        await root.WaitAsync(Bound.s_wait);
        lost.ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_locality_is_told_to_all_others_and_fails_their_barriers()
    {
        using var cluster = await TestCluster.JoinAsync(4);
        var told = cluster.Members.Where(m => m.Self != 2).Select(TestCluster.WhenLost).ToArray();
        var barrier = cluster.Members[1].BarrierAsync(default);
        cluster.Members[2].Dispose();
        foreach (var one in told)
            (await one.WaitAsync(Bound.s_wait)).ShouldBe(2);
        (await Should.ThrowAsync<ClusterException>(barrier.WaitAsync(Bound.s_wait))).Message.ShouldStartWith("ARG0846");
        Should.Throw<ClusterException>(() => cluster.Members[3].BarrierAsync(default).GetAwaiter().GetResult())
            .Id.ShouldBe("ARG0846");
    }

    [Fact]
    public async Task With_the_root_all_are_lost()
    {
        using var cluster = await TestCluster.JoinAsync(3);
        var lost = new List<int>();
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Members[1].OnLost((locality, _) =>
        {
            lost.Add(locality);
            if (lost.Count == 2)
                both.SetResult();
        });
        cluster.Members[0].Dispose();
        await both.Task.WaitAsync(Bound.s_wait);
        lost.ShouldBe([0, 2]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Who_is_missing_is_named()
    {
        var options = TestCluster.Options(4)
            with
        { JoinTimeout = TimeSpan.FromSeconds(4) }; // two of them join in that time
        var joining = Array.ConvertAll<int, Task<IMembership>>(
            [0, 2], n => Runtime.Bootstrap.JoinAsync(options with { Self = n }, [1], default));
        var failure = await Should.ThrowAsync<ClusterException>(joining[0].WaitAsync(Bound.s_wait));
        failure.Message.ShouldStartWith("ARG0841 after 4 s there is no locality 1, 3.");
        await Should.ThrowAsync<ClusterException>(joining[1].WaitAsync(Bound.s_wait));
    }

    [Fact]
    public async Task A_number_is_given_once_and_a_count_is_one()
    {
        var options = TestCluster.Options(3) with { JoinTimeout = Patience.Limit };
        using var limit = new CancellationTokenSource();
        var first = Runtime.Bootstrap.JoinAsync(options, [1], limit.Token);
        var one = Runtime.Bootstrap.JoinAsync(options with { Self = 1 }, [1], limit.Token);
        var other = Runtime.Bootstrap.JoinAsync(options with { Self = 1 }, [1], limit.Token);
        var loser = await Task.WhenAny(one, other).WaitAsync(Bound.s_wait);
        (await Should.ThrowAsync<ClusterException>(loser)).Message.ShouldContain("there is a locality 1 already");
        var miscounted = Runtime.Bootstrap.JoinAsync(options with { Self = 2, Count = 4 }, [1], limit.Token);
        (await Should.ThrowAsync<ClusterException>(miscounted.WaitAsync(Bound.s_wait)))
            .Message.ShouldContain("it counts 4 localities, and the root 3");
        await limit.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first.WaitAsync(Bound.s_wait));
    }

    [Fact]
    public async Task A_locality_that_falls_silent_is_lost()
    {
        var options = TestCluster.Options(2) with { Heartbeat = TimeSpan.FromMilliseconds(50) };
        var joining = Runtime.Bootstrap.JoinAsync(options, [1], default);
        // Acts as a locality that registers and then sends nothing, on a connection that stays open.
        using var silent = await TestCluster.RegisterAsync(options, 1);
        using var root = await joining.WaitAsync(Bound.s_wait);
        var reason = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        root.OnLost((_, why) => reason.SetResult(why));
        (await reason.Task.WaitAsync(Bound.s_wait)).ShouldBe("it was silent for 0.3 s");
    }

    [Fact]
    public async Task A_stranger_at_the_root_disturbs_nobody()
    {
        var options = TestCluster.Options(2, SharedKey.Generate());
        var joining = Runtime.Bootstrap.JoinAsync(options, [1], default);
        for (var i = 0; i < 8; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPEndPoint.Parse(options.Root!));
            await socket.GetStream().WriteAsync(Parcels.Bytes(100, i));
        }
        await Should.ThrowAsync<ClusterException>(
            Runtime.Bootstrap.JoinAsync(options with { Self = 1, SharedKey = SharedKey.Generate() }, [1], default)
                .WaitAsync(Bound.s_wait));
        using var other = await Runtime.Bootstrap.JoinAsync(options with { Self = 1 }, [1], default)
            .WaitAsync(Bound.s_wait);
        using var root = await joining.WaitAsync(Bound.s_wait);
        root.Addresses.Count.ShouldBe(2);
    }
}
