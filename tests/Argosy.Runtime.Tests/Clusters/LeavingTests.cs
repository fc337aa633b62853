using Argosy.Runtime.Tests.Bootstrap;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>Localities that leave in order, with work in progress, and the root's end.</summary>
public sealed class LeavingTests
{
    private static readonly TimeSpan s_soon = Patience.Limit;

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    public async Task A_barrier_is_passed_while_posts_are_under_way_and_all_arrive_before_the_end(string parcelport)
    {
        await using var cluster = await ProcessCluster.JoinAsync(parcelport, 2);
        const int posts = 3000; // more than the window
        var posting = Enumerable.Range(0, posts)
            .Select(_ => cluster[1].PostAsync(ClusterActions.s_count, (1, new byte[500])).AsTask()).ToArray();
        var second = cluster[1].CallAsync(ClusterActions.s_pass, 0).AsTask();
        await cluster.Here.BarrierAsync().WaitAsync(Bound.s_wait);
        await second.WaitAsync(Bound.s_wait);
        await Task.WhenAll(posting).WaitAsync(Bound.s_wait);
        SpinWait.SpinUntil(() => CountedAsync(cluster).GetAwaiter().GetResult() == posts, Bound.s_wait).ShouldBeTrue();
        await cluster[1].PostAsync(ClusterActions.s_leave, 0);
        (await cluster.Process(1).EndAsync()).Code.ShouldBe(0);
    }

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    public async Task Who_leaves_has_its_pending_posts_and_calls_fail_and_the_root_learns_that_it_went(
        string parcelport)
    {
        await using var cluster = await ProcessCluster.JoinAsync(TestCluster.Options(3) with
        {
            Self = 1,
            Parcelport = parcelport,
            LeaveTimeout = TimeSpan.FromSeconds(1),
        });
        await cluster.MeetAsync();
        cluster.Stop(2);
        var posts = Enumerable.Range(0, 3000)
            .Select(_ => cluster[2].PostAsync(ClusterActions.s_count, (1, new byte[500])).AsTask()).ToArray();
        var call = cluster[2].CallAsync(ClusterActions.s_double, 1).AsTask();
        posts.ShouldContain(one => !one.IsCompleted);
        await cluster.Here.DisposeAsync().AsTask().WaitAsync(s_soon);
        IsEnded(await Should.ThrowAsync<Exception>(call.WaitAsync(s_soon))).ShouldBeTrue();
        var ends = await Task.WhenAll(posts.Select(one => one.ContinueWith(
            ended => ended.Exception?.InnerException, TaskScheduler.Default))).WaitAsync(s_soon);
        ends.ShouldContain(end => IsEnded(end));
        ends.ShouldAllBe(end => end == null || IsEnded(end));
        // The root receives the goodbye or detects the closed connections, whichever is first.
        (await cluster.Process(0).ReadLineAsync()).ShouldNotBeNull().ShouldContain("locality 1 is lost");
    }

    // By this locality's end, or by that of its port, whichever is first.
    private static bool IsEnded(Exception? error) => error is ObjectDisposedException or IOException;

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    public async Task With_the_root_everything_fails_at_once(string parcelport)
    {
        await using var cluster = await ProcessCluster.JoinAsync(parcelport, 3, self: 1);
        await cluster.MeetAsync();
        var calls = cluster.Here.Others
            .SelectMany(other => Enumerable.Range(0, 50)
                .Select(i => (other.Id, Made: other.CallAsync(ClusterActions.s_wait, i).AsTask())))
            .ToList();
        var barrier = cluster.Here.BarrierAsync();
        cluster.Kill(0);
        foreach (var (other, made) in calls)
            (await Should.ThrowAsync<LocalityLostException>(made.WaitAsync(s_soon))).Locality.ShouldBe(other);
        (await Should.ThrowAsync<ClusterException>(barrier.WaitAsync(s_soon))).Id.ShouldBe("ARG0846");
        cluster.Here.Outstanding.ShouldBe(0);
        // The same holds for the third.
        var lines = new[] { await cluster.Process(2).ReadLineAsync(), await cluster.Process(2).ReadLineAsync() };
        lines.ShouldContain(line => line!.Contains("locality 0 is lost"));
        lines.ShouldContain(line => line!.Contains("locality 1 is lost"));
    }

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp"), Over("fabric:net")]
    public async Task Awaited_posts_arrive_before_their_sender_has_left(string parcelport)
    {
        await using var cluster = await ProcessCluster.JoinAsync(parcelport, 2);
        var before = ClusterActions.Counted;
        // The last 20 of them have payload, which is fetched while the sender leaves.
        await cluster[1].CallAsync(ClusterActions.s_postAndLeave, (200, 100)).AsTask().WaitAsync(Bound.s_wait);
        (await cluster.Process(1).EndAsync()).Code.ShouldBe(0);
        // They have arrived by now, and run as soon as the thread pool has a thread.
        SpinWait.SpinUntil(() => ClusterActions.Counted == before + 220, Bound.s_wait)
            .ShouldBeTrue($"{ClusterActions.Counted - before} of 220");
    }

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp"), Over("fabric:net")]
    public async Task Posts_before_a_barrier_have_run_when_it_is_passed(string parcelport)
    {
        await using var cluster = await ProcessCluster.JoinAsync(parcelport, 2);
        for (var round = 0; round < 20; round++)
        {
            var before = ClusterActions.Counted;
            var there = cluster[1].CallAsync(ClusterActions.s_postAndPass, (50, round % 2 == 0 ? 10 : 20_000)).AsTask();
            await cluster.Here.BarrierAsync().WaitAsync(Bound.s_wait);
            ClusterActions.Counted.ShouldBe(before + 50);
            await there.WaitAsync(Bound.s_wait);
        }
    }

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    public async Task A_leave_that_a_stopped_locality_holds_up_says_so(string parcelport)
    {
        await using var cluster = await ProcessCluster.JoinAsync(TestCluster.Options(3) with
        {
            Self = 1,
            Parcelport = parcelport,
            LeaveTimeout = TimeSpan.FromSeconds(1),
        });
        await cluster.MeetAsync();
        cluster.Stop(2);
        await cluster[2].PostAsync(ClusterActions.s_count, (1, new byte[500]));
        var failure = await Should.ThrowAsync<ClusterException>(cluster.Here.LeaveAsync().WaitAsync(s_soon));
        failure.Id.ShouldBe("ARG0848");
        failure.Message.ShouldContain("sent to 2");
    }

    private static async Task<int> CountedAsync(ProcessCluster cluster) =>
        await cluster[1].CallAsync(ClusterActions.s_count, (0, [])).AsTask().WaitAsync(s_soon);
}
