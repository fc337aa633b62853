namespace Argosy.Runtime.Tests;

public sealed class OwnershipTests
{
    private static readonly TimeSpan s_limit = Patience.Limit;

    [NativeFact]
    public void A_closed_endpoint_answers_with_an_error()
    {
        using var domain = RdmaDomain.Open(RdmaScope.Host);
        var endpoint = domain.OpenEndpoint();
        endpoint.Dispose();
        Should.Throw<RdmaException>(() => endpoint.Progress(TimeSpan.Zero)).Code.ShouldBe(RdmaError.Closed);
        Should.Throw<RdmaException>(() => endpoint.AddPeer(endpoint.Address)).Code.ShouldBe(RdmaError.Closed);
        endpoint.Dispose();
    }

    [NativeFact]
    public void Children_outlive_their_domain()
    {
        var domain = RdmaDomain.Open(RdmaScope.Host);
        using var memory = (IDisposable)domain.Allocate(100);
        using var endpoint = domain.OpenEndpoint();
        domain.Dispose();
        ((RegisteredMemory)memory).GetSpan()[99] = 1;
        endpoint.Progress(TimeSpan.Zero).ShouldBe(0);
        Should.Throw<RdmaException>(() => domain.Allocate(1)).Code.ShouldBe(RdmaError.Closed);
    }

    [NativeFact]
    public async Task Closing_an_endpoint_ends_what_waits_on_it()
    {
        using var pair = new Pair();
        var never = pair.Left.ReceiveAsync(pair.LeftMemory.Slice()).AsTask();
        pair.Left.Dispose();
        var failure = await Should.ThrowAsync<RdmaException>(() => never.WaitAsync(s_limit));
        failure.Code.ShouldBe(RdmaError.Cancelled);
    }

    [NativeFact]
    public async Task Cancelling_ends_the_wait_and_leaves_the_endpoint_usable()
    {
        using var pair = new Pair();
        using var source = new CancellationTokenSource();
        var never = pair.Left.ReceiveAsync(pair.LeftMemory.Slice(0, 8), source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => never.WaitAsync(s_limit));
        (await pair.Left.ReadAsync(pair.ToRight, pair.LeftMemory.Slice(8, 8), pair.RightMemory.Remote)
            .AsTask().WaitAsync(s_limit)).ShouldBe(8);
    }

    [NativeFact]
    public async Task Memory_that_an_operation_uses_may_be_disposed_of()
    {
        using var pair = new Pair();
        var memory = pair.Domain.Allocate(64);
        var receive = pair.Right.ReceiveAsync(memory.Slice()).AsTask();
        ((IDisposable)memory).Dispose();
        await pair.Left.SendAsync(pair.ToRight, pair.LeftMemory.Slice(0, 64)).AsTask().WaitAsync(s_limit);
        (await receive.WaitAsync(s_limit)).ShouldBe(64);
        Should.Throw<ObjectDisposedException>(() => memory.GetSpan().Length);
    }

    [NativeFact]
    public void Pinned_memory_stays_until_it_is_unpinned()
    {
        using var domain = RdmaDomain.Open(RdmaScope.Host);
        var memory = domain.Allocate(64);
        var pin = memory.Memory.Pin();
        ((IDisposable)memory).Dispose();
        unsafe
        {
            ((byte*)pin.Pointer)[63] = 5;
            ((byte*)pin.Pointer)[63].ShouldBe((byte)5);
        }
        pin.Dispose();
    }

    [NativeFact]
    public void A_slice_outside_its_memory_is_refused()
    {
        using var domain = RdmaDomain.Open(RdmaScope.Host);
        using var memory = (IDisposable)domain.Allocate(64);
        var owner = (RegisteredMemory)memory;
        Should.Throw<ArgumentOutOfRangeException>(() => owner.Slice(60, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => owner.Slice(-1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => owner.Slice(65, 0));
        owner.Slice(64, 0).Length.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => domain.Allocate(0));
    }
}
