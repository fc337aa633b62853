namespace Argosy.Runtime.Tests.Calls;

/// <summary>A faulty action, listener or serializer of the user affects only its own call.</summary>
public sealed class HardCallTests
{
    private static readonly TimeSpan s_limit = Patience.Limit;
    private static TaskCompletionSource<bool> s_begun = Signal();
    private static TaskCompletionSource<bool> s_goOn = Signal();

    private static readonly ActionDescriptor<int, int> s_throwText = Add(
        "ThrowText", static (number, _) => throw (number switch
        {
            0 => new FormatException("half \ud83d"),
            1 => new FormatException(new string('x', 16_383) + "\U0001f600" + "y"),
            2 => new WordlessException(),
            _ => new BrokenException(),
        }));

    private static readonly ActionDescriptor<int, int> s_waits = Add("Waits", static async (number, context) =>
    {
        _ = context.CancellationToken.CanBeCanceled;
        s_begun.TrySetResult(true);
        await s_goOn.Task;
        return number;
    });

    private static readonly ActionDescriptor<int, int> s_throwsWhenCancelled = Add(
        "ThrowsWhenCancelled", static async (number, context) =>
        {
            using var registration = context.CancellationToken.Register(
                () => throw new FormatException("cancelled clumsily"));
            s_begun.TrySetResult(true);
            await s_goOn.Task;
            return number;
        });

    private static readonly ActionDescriptor<int, Clumsy> s_clumsy = new(
        "Tests.Clumsy", false, new TestActions.IntSerializer(), new ClumsySerializer(),
        static (_, _) => new(new Clumsy()));

    // The waiting side goes on by itself: a test that went on inside of an action would hold it up.
    private static TaskCompletionSource<bool> Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(0, "half \ufffd")]
    [InlineData(1, null)]
    [InlineData(2, "")]
    [InlineData(3, "")]
    public async Task A_failure_without_a_text_that_travels_comes_back_all_the_same(int which, string? message)
    {
        await using var localities = new LocalCluster("loopback", 2);
        var failure = await Should.ThrowAsync<RemoteActionException>(
            () => localities.Second.CallAsync(s_throwText, which).AsTask().WaitAsync(s_limit));
        failure.RemoteMessage.ShouldBe(message ?? failure.RemoteMessage);
        failure.RemoteType.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_request_to_cancel_may_come_when_the_action_has_ended()
    {
        await using var localities = new LocalCluster("loopback", 2);
        var invocation = new Invocation<int, int>(s_waits, 7);
        (s_begun, s_goOn) = (Signal(), Signal());
        invocation.Arrive(localities.Clusters[1], 0, call: 99, null, default);
        invocation.Complete(null);
        await s_begun.Task.WaitAsync(s_limit);
        s_goOn.SetResult(true);
        SpinWait.SpinUntil(() => localities.Clusters[1].Running.Count == 0, s_limit).ShouldBeTrue();
        Should.NotThrow(invocation.Cancel);
    }

    [Fact]
    public async Task A_request_to_cancel_that_overtook_its_call_is_kept_for_it()
    {
        await using var localities = new LocalCluster("loopback", 2);
        var running = localities.Clusters[1].Running;
        running.Cancel(0, 99);
        for (var late = 0ul; late < 500; late++)
            running.Cancel(0, 1000 + late); // for calls that have ended
        var overtaken = new Invocation<int, int>(s_waits, 7);
        overtaken.Arrive(localities.Clusters[1], 0, call: 99, null, default);
        overtaken.CancellationToken.IsCancellationRequested.ShouldBeTrue();
        var another = new Invocation<int, int>(s_waits, 7);
        another.Arrive(localities.Clusters[1], 0, call: 98, null, default);
        another.CancellationToken.IsCancellationRequested.ShouldBeFalse();
        for (var late = 0ul; late < 5000; late++)
            running.Cancel(0, 10_000 + late);
        running.EarlyCount.ShouldBeLessThanOrEqualTo(1024); // the limit for a hostile caller's requests
    }

    [Fact]
    public async Task What_fails_in_an_actions_cancellation_keeps_no_other_from_being_cancelled()
    {
        (s_begun, s_goOn) = (Signal(), Signal());
        await using var localities = new LocalCluster("loopback", 2);
        using var cancellation = new CancellationTokenSource();
        var call = localities.Second.CallAsync(s_throwsWhenCancelled, 1, default, cancellation.Token).AsTask();
        await s_begun.Task.WaitAsync(s_limit);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call.WaitAsync(s_limit));
        s_goOn.SetResult(true);
        (await localities.Second.CallAsync(TestActions.s_double, 4).AsTask().WaitAsync(s_limit)).ShouldBe(8);
    }

    [Fact]
    public async Task A_listener_of_PostFailed_may_fail()
    {
        await using var localities = new LocalCluster("loopback", 2);
        var heard = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        localities.Clusters[1].PostFailed += (_, _, _) =>
        {
            heard.TrySetResult(true);
            throw new FormatException("I can't listen");
        };
        await localities.Second.PostAsync(TestActions.s_throw, 1);
        (await heard.Task.WaitAsync(s_limit)).ShouldBeTrue();
        (await localities.Second.CallAsync(TestActions.s_doublePooled, 4).AsTask().WaitAsync(s_limit)).ShouldBe(8);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task Who_is_told_that_a_message_was_sent_may_fail(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var options = new CallOptions { OnSent = () => throw new FormatException("told in vain") };
        (await localities.Second.CallAsync(TestActions.s_double, 4, options).AsTask().WaitAsync(s_limit)).ShouldBe(8);
        (await localities.Second.CallAsync(TestActions.s_double, 5).AsTask().WaitAsync(s_limit)).ShouldBe(10);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_serializer_that_fails_on_reading_fails_its_call(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var failure = await Should.ThrowAsync<FormatException>(
            () => localities.Second.CallAsync(s_clumsy, 1).AsTask().WaitAsync(s_limit));
        failure.Message.ShouldBe("can't read");
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task An_action_may_end_when_its_locality_has_left(string kind)
    {
        (s_begun, s_goOn) = (Signal(), Signal());
        await using var localities = new LocalCluster(kind, 2);
        var call = localities.Second.CallAsync(s_waits, 1).AsTask();
        await s_begun.Task.WaitAsync(s_limit);
        await localities.EndAsync(1);
        await Should.ThrowAsync<LocalityLostException>(() => call.WaitAsync(s_limit));
        var running = localities.Clusters[1].Running;
        running.Count.ShouldBe(1);
        s_goOn.SetResult(true);
        SpinWait.SpinUntil(() => running.Count == 0, s_limit).ShouldBeTrue();
    }

    private static ActionDescriptor<int, int> Add(string name, Func<int, ActionContext, ValueTask<int>> body) =>
        new($"Tests.{name}", false, new TestActions.IntSerializer(), new TestActions.IntSerializer(), body);

    static HardCallTests()
    {
        foreach (var action in (ActionDescriptor[])[s_throwText, s_waits, s_throwsWhenCancelled, s_clumsy])
            ActionRegistry.Register(action);
    }

    private sealed record Clumsy;

    private sealed class ClumsySerializer : ISerializer<Clumsy>
    {
        public void Write(ref ArchiveWriter writer, in Clumsy value) => writer.WriteByte(1);

        public Clumsy Read(ref ArchiveReader reader) => throw new FormatException("can't read");
    }

    private sealed class WordlessException : Exception
    {
        public override string Message => null!;
    }

    private sealed class BrokenException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message either");

        public override string ToString() => throw new InvalidOperationException("nor this");
    }
}
