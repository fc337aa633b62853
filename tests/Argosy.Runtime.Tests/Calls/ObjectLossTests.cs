namespace Argosy.Runtime.Tests.Calls;

/// <summary>Loses an object's host, mover or last holder at a critical moment.</summary>
public sealed class ObjectLossTests
{
    private static readonly TimeSpan s_limit = Patience.Limit;

    [Fact]
    public async Task An_object_is_found_though_the_place_it_had_once_is_lost()
    {
        await using var localities = new LocalCluster("loopback", 3);
        using var counter = await localities.Second.CallAsync(TestActions.s_create, 0);
        await counter!.MoveAsync(localities.First[2]);
        (await counter.LocateAsync()).Id.ShouldBe(2);

        var moved = await localities.Clusters[1][2].CallAsync(
            ObjectMoves.MoveOf<TestActions.Counter>(), new ObjectMessage(counter.Id, 1));
        moved.ShouldBe(default);
        await localities.EndAsync(2);
        (await counter.CallAsync(TestActions.s_bump, counter.Id).AsTask().WaitAsync(s_limit)).ShouldBe(1);
    }

    [Fact]
    public async Task A_move_whose_mover_is_lost_keeps_nobody_waiting()
    {
        await using var localities = new LocalCluster("loopback", 3);
        var home = localities.Clusters[0];
        using var counter = home.Register(new TestActions.Counter());
        var begun = await localities.Clusters[1][0].CallAsync(
            ObjectActions.BeginMove, new ObjectMessage(counter.Id, 1));
        var asked = localities.Clusters[2][0]
            .CallAsync(ObjectActions.Locate, new ObjectMessage(counter.Id, 0)).AsTask();
        var second = localities.Clusters[2][0]
            .CallAsync(ObjectActions.BeginMove, new ObjectMessage(counter.Id, 2)).AsTask();
        await localities.EndAsync(1);
        (await second.WaitAsync(s_limit)).ShouldBe(begun);
        await localities.Clusters[2][0].CallAsync(ObjectActions.EndMove, new ObjectMessage(counter.Id, begun));
        (await asked.WaitAsync(s_limit))
            .ShouldBe(begun); // which of the two calls began first isn't known: it may wait for the second move
        (await counter.CallAsync(TestActions.s_bump, counter.Id).AsTask().WaitAsync(s_limit)).ShouldBe(1);
    }

    [Fact]
    public async Task An_object_that_nobody_holds_any_more_ends_after_its_move()
    {
        await using var localities = new LocalCluster("loopback", 2);
        var objects = localities.First.Objects;
        var counter = localities.First.Register(new TestActions.Counter());
        await objects.HomeOf(counter.Id).BeginMoveAsync(0);
        counter.Dispose();
        objects.Count.ShouldBe(1);
        await localities.Clusters[1][0].CallAsync(ObjectActions.EndMove, new ObjectMessage(counter.Id, 0));
        SpinWait.SpinUntil(() => objects.Count == 0, s_limit).ShouldBeTrue();
    }

    [Fact]
    public async Task A_move_and_the_end_of_an_object_both_wait_for_its_last_action()
    {
        var hosted = new HostedObject(new object());
        hosted.TryHold().ShouldBeTrue();
        var (move, end) = (hosted.BeginLeaving(), hosted.BeginLeaving());
        hosted.Release();
        await Task.WhenAll(move, end).WaitAsync(s_limit);
    }
}
