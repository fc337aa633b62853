namespace Argosy.Runtime.Tests.Calls;

public sealed class CallTests
{
    private static readonly TimeSpan s_limit = Patience.Limit;

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_call_brings_the_result_back(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        (await localities.Second.CallAsync(TestActions.s_double, 21)).ShouldBe(42);
        (await localities.Second.CallAsync(TestActions.s_doublePooled, 21)).ShouldBe(42);
        (await localities.Second.CallAsync(TestActions.s_doubleLater, 21)).ShouldBe(42);
        localities.First.Outstanding.ShouldBe(0);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_locality_can_call_itself(string kind)
    {
        await using var localities = new LocalCluster(kind, 1);
        (await localities.First.Here.CallAsync(TestActions.s_doubleLater, 4)).ShouldBe(8);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task An_action_knows_its_caller(string kind)
    {
        await using var localities = new LocalCluster(kind, 3);
        (await localities.Clusters[2][1].CallAsync(TestActions.s_caller, 0)).ShouldBe(2);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_failure_comes_back_with_type_message_and_remote_stack_trace(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var failure = await Should.ThrowAsync<RemoteActionException>(
            async () => await localities.Second.CallAsync(TestActions.s_throw, 7));
        failure.Locality.ShouldBe(1);
        failure.RemoteType.ShouldBe("System.FormatException");
        failure.RemoteMessage.ShouldBe("number 7 is ugly");
        failure.RemoteStackTrace.ShouldContain(nameof(TestActions));
        failure.Message.ShouldContain("Tests.Throw failed on locality 1");
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task Cancelling_ends_the_call_here_and_the_action_there(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var before = Volatile.Read(ref TestActions.s_posted);
        using var cancellation = new CancellationTokenSource();
        var call = localities.Second.CallAsync(TestActions.s_untilCancelled, 1, default, cancellation.Token).AsTask();
        call.IsCompleted.ShouldBeFalse();
        await cancellation.CancelAsync();
        var cancelled = await Should.ThrowAsync<OperationCanceledException>(() => call.WaitAsync(s_limit));
        cancelled.CancellationToken.ShouldBe(cancellation.Token);
        SpinWait.SpinUntil(() => Volatile.Read(ref TestActions.s_posted) > before, s_limit).ShouldBeTrue();
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_cancelled_token_sends_nothing(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await localities.Second.CallAsync(TestActions.s_never, 1, default, new CancellationToken(canceled: true)));
        localities.First.Outstanding.ShouldBe(0);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task Ten_thousand_calls_can_be_outstanding(string kind)
    {
        await using var localities = new LocalCluster(kind, 2, new ClusterSettings(MaximumOutstanding: 64));
        var calls = Enumerable.Range(0, 10_000)
            .Select(i => localities.Second.CallAsync(TestActions.s_doubleLater, i).AsTask()).ToList();
        var results = await Task.WhenAll(calls).WaitAsync(s_limit);
        results.ShouldBe(Enumerable.Range(0, 10_000).Select(i => 2 * i));
        localities.First.PeerOf(1).Waiting.ShouldBe(0);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task Calls_into_each_other_dont_wait_for_each_other(string kind)
    {
        await using var localities = new LocalCluster(kind, 2, new ClusterSettings(MaximumOutstanding: 2));
        (await localities.Second.CallAsync(TestActions.s_bounce, 100).AsTask().WaitAsync(s_limit)).ShouldBe(100);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task Any_thread_may_call_at_any_time(string kind)
    {
        await using var localities = new LocalCluster(kind, 4);
        var threads = Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
                (await localities.Clusters[thread % 4][(thread + i) % 4].CallAsync(TestActions.s_doublePooled, i))
                    .ShouldBe(2 * i);
        }));
        await Task.WhenAll(threads).WaitAsync(s_limit);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_locality_that_leaves_fails_the_calls_to_it_at_once(string kind)
    {
        var localities = new LocalCluster(kind, 2);
        var call = localities.Second.CallAsync(TestActions.s_never, 1).AsTask();
        await localities.EndAsync(1);
        var lost = await Should.ThrowAsync<LocalityLostException>(() => call.WaitAsync(s_limit));
        lost.Locality.ShouldBe(1);
        await Should.ThrowAsync<LocalityLostException>(
            async () => await localities.Second.CallAsync(TestActions.s_double, 1));
        await Should.ThrowAsync<LocalityLostException>(
            async () => await localities.Second.PostAsync(TestActions.s_double, 1));
        await localities.DisposeAsync();
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task An_unknown_action_fails_its_call_alone(string kind)
    {
        await using var localities = new LocalCluster(kind, 3);
        var foreign = new ActionDescriptor<int, int>(
            "Tests.NotRegistered", true, new TestActions.IntSerializer(), new TestActions.IntSerializer(),
            (n, _) => new(n));
        var failure = await Should.ThrowAsync<RemoteActionException>(
            async () => await localities.Second.CallAsync(foreign, 1).AsTask().WaitAsync(s_limit));
        failure.RemoteMessage.ShouldContain("ARG0834");
        (await localities.Second.CallAsync(TestActions.s_double, 4).AsTask().WaitAsync(s_limit)).ShouldBe(8);
        (await localities.Clusters[2][1].CallAsync(TestActions.s_double, 5)).ShouldBe(10);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_post_tells_when_it_was_sent_and_runs_there(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var sent = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Volatile.Read(ref TestActions.s_posted);
        await localities.Second.PostAsync(
            TestActions.s_count, 1000, new CallOptions { OnSent = () => sent.SetResult(true) });
        (await sent.Task.WaitAsync(s_limit)).ShouldBeTrue();
        SpinWait.SpinUntil(() => Volatile.Read(ref TestActions.s_posted) >= before + 1000, s_limit).ShouldBeTrue();
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_post_that_fails_is_reported_where_it_ran(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var reported = new TaskCompletionSource<(Locality Caller, string Action, Exception Failure)>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        localities.Clusters[1].PostFailed +=
            (caller, action, failure) => reported.TrySetResult((caller, action, failure));
        await localities.Second.PostAsync(TestActions.s_throw, 3);
        var report = await reported.Task.WaitAsync(s_limit);
        report.Caller.Id.ShouldBe(0);
        report.Action.ShouldBe("Tests.Throw");
        report.Failure.ShouldBeOfType<FormatException>();
    }
}
