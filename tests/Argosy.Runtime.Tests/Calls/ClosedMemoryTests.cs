namespace Argosy.Runtime.Tests.Calls;

/// <summary>A port whose provider failed closes its memory while its cluster is still in use.</summary>
public sealed class ClosedMemoryTests : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = Patience.Limit;
    private readonly RmaPool pool = new(new HeapSlabs());
    private readonly Cluster first;
    private readonly Cluster second;

    public ClosedMemoryTests()
    {
        var network = new LoopbackNetwork();
        first = Open(0, new LoopbackPort(network, pool));
        second = Open(1, new LoopbackPort(network, RmaPool.Unregistered));
    }

    [Fact]
    public async Task A_call_fails_with_the_loss()
    {
        first.Lose(1, new LocalityLostException(1, "the cable was cut"));
        pool.Dispose();
        var lost = await Should.ThrowAsync<LocalityLostException>(async () => await first[1].CallAsync(TestActions.Double, 1));
        lost.Message.ShouldContain("the cable was cut");
        await Should.ThrowAsync<LocalityLostException>(async () => await first[1].PostAsync(TestActions.Double, 1));
    }

    [Fact]
    public async Task A_cancelled_call_ends()
    {
        using var cancellation = new CancellationTokenSource();
        var call = first[1].CallAsync(TestActions.Never, 1, default, cancellation.Token).AsTask();
        pool.Dispose();
        cancellation.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => call.WaitAsync(s_limit));
    }

    [Fact]
    public async Task A_reference_is_let_go_of()
    {
        var counter = await first[1].CallAsync(TestActions.Create, 1);
        pool.Dispose();
        Should.NotThrow(counter!.Dispose); // as its finalizer does, which ends the process when it throws
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        pool.Dispose();
    }

    private static Cluster Open(int here, LoopbackPort port) => new(here, 2, port, port, new ClusterSettings());
}
