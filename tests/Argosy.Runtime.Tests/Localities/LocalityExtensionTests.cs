namespace Argosy.Runtime.Tests.Localities;

public sealed class LocalityExtensionTests
{
    private static readonly Locality[] s_three = [new(null!, 0), new(null!, 1), new(null!, 2)];

    [Fact]
    public async Task Results_come_in_the_order_of_the_localities()
    {
        var first = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = s_three.WhenAll(l => l.Id == 0 ? new ValueTask<int>(first.Task) : new ValueTask<int>(l.Id));
        first.SetResult(7);
        (await all.WaitAsync(Patience.Limit)).ShouldBe([7, 1, 2]);
    }

    [Fact]
    public async Task Every_failure_is_named()
    {
        var failure = await Should.ThrowAsync<AggregateException>(s_three.WhenAll<int>(l => l.Id switch
        {
            0 => new(0),
            1 => throw new InvalidOperationException("no disk"),
            _ => new(Task.FromException<int>(new InvalidOperationException("no memory"))),
        }));
        failure.Message.ShouldContain("ARG0876 2 of 3 calls failed: locality 1: no disk; locality 2: no memory");
        failure.InnerExceptions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Cancellation_stays_cancellation() => await Should.ThrowAsync<OperationCanceledException>(
        s_three.WhenAll(l => new ValueTask<int>(Task.FromCanceled<int>(new(canceled: true)))));

    [Fact]
    public async Task A_reduction_keeps_the_order() =>
        (await s_three.ReduceAsync(l => new ValueTask<string>($"{l.Id}"), (a, b) => a + b)).ShouldBe("012");

    [Fact]
    public async Task A_call_follows_another_with_its_result()
    {
        var first = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var followed = 0;
        var chain = new ValueTask<int>(first.Task).Then(number =>
        {
            followed++;
            return new ValueTask<string>($"{number + 1}");
        });
        followed.ShouldBe(0);
        first.SetResult(7);
        (await chain).ShouldBe("8");
        (await s_three.WhenAll(l => new ValueTask<int>(l.Id)).Then(all => new ValueTask<int>(all.Sum()))).ShouldBe(3);
    }

    [Fact]
    public async Task Nothing_follows_a_call_that_failed()
    {
        var failed = new ValueTask<int>(Task.FromException<int>(new InvalidOperationException("no disk")));
        var failure = await Should.ThrowAsync<InvalidOperationException>(
            async () => await failed.Then<int, int>(_ => throw new InvalidDataException("it followed")));
        failure.Message.ShouldBe("no disk");
    }

    [Fact]
    public void A_global_id_has_sixteen_bytes_in_little_endian_order()
    {
        var id = new GlobalId(1, 2, 3);
        var archive = Archive.ToArray(id);
        archive.AsSpan(archive.Length - GlobalId.EncodedLength).ToArray()
            .ShouldBe([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]);
        Archive.Read<GlobalId>(archive).ShouldBe(id);
    }
}
