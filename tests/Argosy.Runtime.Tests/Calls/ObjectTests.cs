namespace Argosy.Runtime.Tests.Calls;

public sealed class ObjectTests
{
    private static readonly TimeSpan s_limit = Patience.Limit;

    [Theory, ClassData(typeof(Kinds))]
    public async Task An_object_is_called_where_it_lives(string kind)
    {
        await using var localities = new LocalCluster(kind, 3);
        using var counter = await localities.Second.CallAsync(TestActions.s_create, 10);
        (await counter!.CallAsync(TestActions.s_bump, counter.Id)).ShouldBe(11);
        (await counter.LocateAsync()).Id.ShouldBe(1);
        localities.Clusters[1].Objects.Count.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_reference_travels_on(string kind)
    {
        await using var localities = new LocalCluster(kind, 3);
        using var counter = await localities.Second.CallAsync(TestActions.s_create, 0);
        for (var i = 1; i <= 50; i++)
            (await localities.First[2].CallAsync(TestActions.s_bumpByReference, counter)).ShouldBe(i);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task The_last_holder_ends_the_object(string kind)
    {
        await using var localities = new LocalCluster(kind, 3);
        var counter = await localities.Second.CallAsync(TestActions.s_create, 0);
        var second = counter!.Share();
        counter.Dispose();
        (await second.CallAsync(TestActions.s_bump, second.Id)).ShouldBe(1);
        second.Dispose();
        SpinWait.SpinUntil(() => localities.Clusters[1].Objects.Count == 0, s_limit).ShouldBeTrue();
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task A_moved_object_is_found_by_those_who_knew_its_old_place(string kind)
    {
        await using var localities = new LocalCluster(kind, 4);
        using var counter = await localities.Second.CallAsync(TestActions.s_create, 0);
        for (var place = 0; place < 4; place++)
        {
            await counter!.MoveAsync(localities.First[place]);
            (await counter.LocateAsync()).Id.ShouldBe(place);
            (await localities.First[(place + 1) % 4].CallAsync(TestActions.s_bumpByReference, counter))
                .ShouldBe(place + 1);
        }
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task No_call_is_lost_while_an_object_moves(string kind)
    {
        await using var localities = new LocalCluster(kind, 3);
        using var counter = await localities.Second.CallAsync(TestActions.s_create, 0);
        var moving = Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
                await counter!.MoveAsync(localities.First[i % 3]);
        });
        var calling = Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
                await counter!.CallAsync(TestActions.s_bump, counter.Id);
        });
        await Task.WhenAll(moving, calling).WaitAsync(s_limit);
        (await counter!.CallAsync(TestActions.s_bump, counter.Id)).ShouldBe(501);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task An_object_that_is_gone_is_named(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        var counter = await localities.Second.CallAsync(TestActions.s_create, 0);
        counter!.Dispose();
        SpinWait.SpinUntil(() => localities.Clusters[1].Objects.Count == 0, s_limit).ShouldBeTrue();
        var failure = await Should.ThrowAsync<RemoteActionException>(
            async () => await counter.CallAsync(TestActions.s_bump, counter.Id));
        failure.Message.ShouldContain("ARG0838");
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task An_object_whose_own_action_moves_it_stays_and_the_action_is_told_why(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        using var counter = await localities.Second.CallAsync(TestActions.s_create, 0);
        var failure = await Should.ThrowAsync<RemoteActionException>(
            () => localities.Second.CallAsync(TestActions.s_moveItself, counter).AsTask().WaitAsync(s_limit));
        failure.RemoteMessage.ShouldContain("ARG0849");
        (await counter!.CallAsync(TestActions.s_bump, counter.Id).AsTask().WaitAsync(s_limit)).ShouldBe(1);
        await counter.MoveAsync(localities.First.Here);
        (await counter.LocateAsync()).Id.ShouldBe(0);
    }

    [Theory, ClassData(typeof(Kinds))]
    public async Task An_object_without_a_serializer_stays_and_its_mover_is_told_why(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        using var plain = localities.First.Register(new Immovable());
        (await Should.ThrowAsync<ArchiveException>(async () => await plain.MoveAsync(localities.Second)))
            .Id.ShouldBe("ARG0823");
        (await plain.LocateAsync()).Id.ShouldBe(0);
        (await localities.Second.CallAsync(TestActions.s_double, 2).AsTask().WaitAsync(s_limit)).ShouldBe(4);
    }

    private sealed class Immovable;
}
