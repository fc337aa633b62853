namespace Argosy.Runtime.Tests.Calls;

/// <summary>A port whose provider failed closes its memory while its cluster is still in use.</summary>
public sealed class ClosedMemoryTests : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = Patience.Limit;
    private readonly RmaPool _pool = new(new HeapSlabs());
    private readonly Cluster _first;
    private readonly Cluster _second;

    public ClosedMemoryTests()
    {
        var network = new LoopbackNetwork();
        _first = Open(0, new LoopbackPort(network, _pool));
        _second = Open(1, new LoopbackPort(network, RmaPool.Unregistered));
    }

    [Fact]
    public async Task A_call_fails_with_the_loss()
    {
        _first.Lose(1, new LocalityLostException(1, "the cable was cut"));
        _pool.Dispose();
        var lost = await Should.ThrowAsync<LocalityLostException>(
            async () => await _first[1].CallAsync(TestActions.s_double, 1));
        lost.Message.ShouldContain("the cable was cut");
        await Should.ThrowAsync<LocalityLostException>(async () => await _first[1].PostAsync(TestActions.s_double, 1));
    }

    [Fact]
    public async Task A_cancelled_call_ends()
    {
        using var cancellation = new CancellationTokenSource();
        var call = _first[1].CallAsync(TestActions.s_never, 1, default, cancellation.Token).AsTask();
        _pool.Dispose();
        cancellation.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => call.WaitAsync(s_limit));
    }

    [Fact]
    public async Task A_reference_is_let_go_of()
    {
        var counter = await _first[1].CallAsync(TestActions.s_create, 1);
        _pool.Dispose();
        Should.NotThrow(counter!.Dispose); // as its finalizer does, which ends the process when it throws
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _pool.Dispose();
    }

    private static Cluster Open(int here, LoopbackPort port) => new(here, 2, port, port, new ClusterSettings());
}
