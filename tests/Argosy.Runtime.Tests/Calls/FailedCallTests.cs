using System.Collections.Concurrent;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>A failure that belongs to one call is that call's: it has the real error, and both localities
/// stay.</summary>
public sealed class FailedCallTests
{
    private static readonly TimeSpan s_limit = Patience.Limit;

    private static readonly ActionDescriptor<Odd, int> s_take = new(
        "Failed.Take", false, new OddSerializer(), new TestActions.IntSerializer(), static (odd, _) => new(odd.Way));

    private static readonly ActionDescriptor<int, Odd> s_give = new(
        "Failed.Give", false, new TestActions.IntSerializer(), new OddSerializer(),
        static (way, _) => new(new Odd(way)));

    private static readonly ActionDescriptor<int, int> s_throw = new(
        "Failed.Throw", false, new TestActions.IntSerializer(), new TestActions.IntSerializer(), ThrowAsync);

    private static readonly ActionDescriptor<int, int> s_throwAtOnce = new(
        "Failed.ThrowAtOnce", true, new TestActions.IntSerializer(), new TestActions.IntSerializer(),
        static (_, _) => throw new InsufficientMemoryException("no memory at once"));

    private static readonly ActionDescriptor<int, (int, RmaVector<byte>?)> s_pair = new(
        "Failed.Pair", false, new TestActions.IntSerializer(), Serializers.For<(int, RmaVector<byte>?)>(),
        static (length, context) => new((length, new RmaVector<byte>(context.Cluster.Pool, length))));

    private static readonly ConcurrentDictionary<int, TaskCompletionSource<int>> s_gates = [];

    private static readonly ActionDescriptor<int, int> s_gated = new(
        "Failed.Gated", false, new TestActions.IntSerializer(), new TestActions.IntSerializer(),
        static async (gate, _) => await s_gates[gate].Task);

    public static TheoryData<string, int, string> Decoding()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var kind in LocalCluster.s_allKinds)
        {
            data.Add(kind, Odd.ThrowsOnRead, "can't be read");
            data.Add(kind, Odd.HasNoMemory, "no memory for it");
            data.Add(kind, Odd.ReadsTooMuch, "ARG0820");
            data.Add(kind, Odd.ReadsTooLittle, "ARG0822");
        }
        return data;
    }

    [Theory, MemberData(nameof(Decoding))]
    public async Task An_argument_that_cant_be_decoded_fails_its_call_with_the_real_error(
        string kind, int way, string message)
    {
        await using var localities = new LocalCluster(kind, 2);
        // More than the window: each failed call gives its credit back.
        for (var i = 0; i < (way == Odd.ThrowsOnRead ? 1500 : 3); i++)
        {
            var failure = await Should.ThrowAsync<RemoteActionException>(
                () => localities.Second.CallAsync(s_take, new Odd(way)).AsTask().WaitAsync(s_limit));
            failure.RemoteMessage.ShouldContain(message);
        }
        await RequireBothAsync(localities);
    }

    [Theory, MemberData(nameof(Decoding))]
    public async Task A_result_that_cant_be_decoded_fails_its_call_with_the_real_error(
        string kind, int way, string message)
    {
        await using var localities = new LocalCluster(kind, 2);
        var failure = await Should.ThrowAsync<Exception>(
            () => localities.Second.CallAsync(s_give, way).AsTask().WaitAsync(s_limit));
        failure.Message.ShouldContain(message);
        await RequireBothAsync(localities);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_post_that_cant_be_decoded_is_reported_where_it_arrived(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var reported = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        localities.Clusters[1].PostFailed += (_, _, failure) => reported.TrySetResult(failure);
        await localities.Second.PostAsync(s_take, new Odd(Odd.ThrowsOnRead));
        (await reported.Task.WaitAsync(s_limit)).Message.ShouldContain("can't be read");
        await localities.First.BarrierAsync().WaitAsync(s_limit); // it counts as run
        await RequireBothAsync(localities);
    }

    [Theory]
    [InlineData(0, "System.InsufficientMemoryException", "no memory later")]
    [InlineData(1, "System.Threading.Tasks.TaskCanceledException", "a request of its own timed out")]
    [InlineData(2, "System.OperationCanceledException", "its own token")]
    public async Task An_action_may_fail_in_any_way_and_its_caller_gets_the_answer(int way, string type, string message)
    {
        await using var localities = new LocalCluster("loopback", 2);
        using var never = new CancellationTokenSource();
        var failure = await Should.ThrowAsync<RemoteActionException>(
            () => localities.Second.CallAsync(s_throw, way, default, never.Token).AsTask().WaitAsync(s_limit));
        (failure.RemoteType, failure.RemoteMessage).ShouldBe((type, message));
        await RequireBothAsync(localities);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_direct_action_without_memory_ends_no_thread_of_the_port(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var failure = await Should.ThrowAsync<RemoteActionException>(
            () => localities.Second.CallAsync(s_throwAtOnce, 1).AsTask().WaitAsync(s_limit));
        failure.RemoteType.ShouldBe("System.InsufficientMemoryException");
        await RequireBothAsync(localities);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_continuation_that_runs_inline_and_throws_ends_no_thread_of_the_port(string kind)
    {
        await using var localities = new LocalCluster(kind, 2, new ClusterSettings(InlineContinuations: true));
        var called = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Of a call that has ended already the thread pool runs the continuation, where nobody could catch it.
        var number = Array.IndexOf(LocalCluster.s_allKinds, kind);
        var gate = s_gates[number] = new(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning disable CA2012 // As code does that has no await.
        var waiter = localities.Second.CallAsync(s_gated, number).GetAwaiter();
#pragma warning restore CA2012
        waiter.UnsafeOnCompleted(() =>
        {
            called.TrySetResult(true);
            throw new FormatException("a continuation of the user's");
        });
        gate.SetResult(1);
        (await called.Task.WaitAsync(s_limit)).ShouldBeTrue();
        await RequireBothAsync(localities);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_vector_within_a_result_is_released_when_it_was_sent(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var pool = localities.Clusters[1].Pool;
        var lent = pool.Statistics.Lent;
        for (var i = 0; i < 20; i++)
        {
            var (length, vector) = await localities.Second.CallAsync(s_pair, 100_000).AsTask().WaitAsync(s_limit);
            vector!.Length.ShouldBe(length);
            vector.Dispose();
        }
        SpinWait.SpinUntil(() => pool.Statistics.Lent <= lent + 1, s_limit).ShouldBeTrue();
    }

    private static async Task RequireBothAsync(LocalCluster localities)
    {
        (await localities.Second.CallAsync(TestActions.s_double, 4).AsTask().WaitAsync(s_limit)).ShouldBe(8);
        (await localities.Clusters[1][0].CallAsync(TestActions.s_double, 5).AsTask().WaitAsync(s_limit)).ShouldBe(10);
        localities.First.Outstanding.ShouldBe(0);
    }

    private static async ValueTask<int> ThrowAsync(int way, ActionContext context)
    {
        await Task.Yield();
        throw way switch
        {
            0 => new InsufficientMemoryException("no memory later"),
            1 => new TaskCanceledException("a request of its own timed out"),
            _ => new OperationCanceledException("its own token"),
        };
    }

    static FailedCallTests()
    {
        foreach (var action in (ActionDescriptor[])[s_take, s_give, s_throw, s_throwAtOnce, s_pair, s_gated])
            ActionRegistry.Register(action);
    }

    private sealed record Odd(int Way)
    {
        internal const int ThrowsOnRead = 1;
        internal const int HasNoMemory = 2;
        internal const int ReadsTooMuch = 3;
        internal const int ReadsTooLittle = 4;
    }

    // As a type whose constructor throws, or whose two sides differ, for example in the width of a vector.
    private sealed class OddSerializer : ISerializer<Odd>
    {
        public void Write(ref ArchiveWriter writer, in Odd value)
        {
            writer.WriteByte((byte)value.Way);
            if (value.Way == Odd.ReadsTooLittle)
                writer.WriteByte(0);
        }

        public Odd Read(ref ArchiveReader reader)
        {
            var way = reader.ReadByte();
            if (way == Odd.ReadsTooMuch)
                reader.ReadBytes(16);
            return way switch
            {
                Odd.ThrowsOnRead => throw new FormatException("it can't be read"),
                Odd.HasNoMemory => throw new InsufficientMemoryException("no memory for it"),
                _ => new Odd(way),
            };
        }
    }
}
