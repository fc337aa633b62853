using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>Operations that all localities call together.</summary>
public sealed class CollectiveTests
{
    private static readonly TimeSpan s_limit = Patience.Limit;
    private static readonly double[] s_numbers = [0, 1, 2, 3, 4];
    private static readonly string[] s_letters = ["a", "b", "c", "d", "e"];
    private static readonly int[] s_two = [1, 2];

    [Theory, ClassData(typeof(Kinds))]
    public async Task Each_operation_has_its_result_on_every_locality(string kind)
    {
        await using var localities = new LocalCluster(kind, 5);
        (await AllAsync(localities, one => one.BroadcastAsync(one.Here.Id * 10, 2))).ShouldAllBe(v => v == 20);
        (await AllAsync(localities, one => one.AllReduceAsync($"{one.Here.Id}", (a, b) => a + b)))
            .ShouldAllBe(v => v == "01234");
        (await AllAsync(localities, one => one.ReduceAsync($"{one.Here.Id}", (a, b) => a + b, 3)))
            .ShouldBe([null, null, null, "01234", null]);
        (await AllAsync(localities, one => one.GatherAsync(one.Here.Id, 1)))
            .ShouldBe([null, [0, 1, 2, 3, 4], null, null, null]);
        (await AllAsync(localities, one => one.AllGatherAsync((double)one.Here.Id)))
            .ShouldAllBe(v => v.SequenceEqual(s_numbers));
        (await AllAsync(localities, one => one.ScatterAsync(
            one.Here.Id == 4 ? s_letters : null, 4))).ShouldBe(s_letters);
    }

    [Fact]
    public void Results_are_those_of_one_list_for_any_count_and_root() => Prop.ForAll(
        Gen.Choose(1, 9).SelectMany(count => Gen.Choose(0, count - 1).Select(root => (count, root))).ToArbitrary(),
        one => ResultsAsync(one.count, one.root).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("tcp")]
    [InlineData("fabric tcp")]
    public async Task Large_vectors_are_combined_and_given_back(string kind)
    {
        Assert.SkipUnless(LocalCluster.s_allKinds.Contains(kind), NativeLibraryPlace.Missing ?? "");
        await using var localities = new LocalCluster(kind, 4);
        await AllAsync(localities, async one =>
        {
            using var mine = new RmaVector<double>(one.Pool, 100_000);
            mine.Span.Fill(one.Here.Id + 1);
            using var total = await one.AllReduceAsync(mine, static (a, b) =>
            {
                for (var i = 0; i < a.Length; i++)
                    a[i] += b[i];
                return a;
            });
            total.Span.IndexOfAnyExcept(10d).ShouldBe(-1);
            return 0;
        });
        await DisconnectTests.Eventually(() => localities.Clusters.All(one =>
            one.Pool.Statistics.Classes.Where(c => c.BlockBytes > 65_536).All(c => c.Lent == 0)));
    }

    [Fact]
    public async Task A_failure_on_one_locality_fails_all_with_its_reason_and_the_next_operation_works()
    {
        await using var localities = new LocalCluster("tcp", 6);
        var failures = await FailuresAsync(localities, one => one.AllReduceAsync(
            1, (a, b) => one.Here.Id == 2 ? throw new InvalidOperationException("no sum here") : a + b));
        failures[2].ShouldBeOfType<InvalidOperationException>();
        failures.ShouldAllBe(f => f.Message.Contains("no sum here"));
        failures.Where(f => f is ClusterException).ShouldAllBe(f => ((ClusterException)f).Id == "ARG0852");
        (await AllAsync(localities, one => one.AllReduceAsync(1, (a, b) => a + b))).ShouldAllBe(v => v == 6);
    }

    [Fact]
    public async Task A_cancellation_on_one_locality_ends_it_on_all()
    {
        await using var localities = new LocalCluster("loopback", 4);
        using var cancelled = new CancellationTokenSource();
        // Locality 3 doesn't take part: the others wait for it.
        var waiting = localities.Clusters.Take(3)
            .Select(one => one.AllReduceAsync(1, (a, b) => a + b, one.Here.Id == 0 ? cancelled.Token : default))
            .ToList();
        await cancelled.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(waiting[0].WaitAsync(s_limit)))
            .CancellationToken.ShouldBe(cancelled.Token);
        foreach (var other in waiting.Skip(1))
            (await Should.ThrowAsync<ClusterException>(other.WaitAsync(s_limit))).Id.ShouldBe("ARG0852");
        // It comes late, and is told at once.
        (await Should.ThrowAsync<ClusterException>(localities.Clusters[3].AllReduceAsync(1, (a, b) => a + b)
            .WaitAsync(s_limit))).Id.ShouldBe("ARG0852");
    }

    [Fact]
    public async Task A_lost_locality_ends_it_on_all_that_wait()
    {
        await using var localities = new LocalCluster("tcp", 5);
        var waiting = localities.Clusters.Where(one => one.Here.Id != 3)
            .Select(one => one.AllGatherAsync(one.Here.Id)).ToList();
        await localities.EndAsync(3);
        foreach (var one in waiting)
            await Should.ThrowAsync<IOException>(one.WaitAsync(s_limit));
    }

    [Fact]
    public async Task Different_operations_are_an_error_that_names_them()
    {
        await using var localities = new LocalCluster("loopback", 2);
        var failures = await FailuresAsync(localities, one => one.Here.Id == 0
            ? one.AllReduceAsync(1, (a, b) => a + b)
            : one.BroadcastAsync(1, 1));
        failures.ShouldContain(f => f is ClusterException && ((ClusterException)f).Id == "ARG0853");
        failures.ShouldAllBe(f => f.Message.Contains("<System.Int32> with root"));
    }

    [Fact]
    public async Task Parts_of_operations_that_a_slow_locality_hasnt_begun_wait_for_it()
    {
        await using var localities = new LocalCluster("tcp", 3);
        var early = localities.Clusters.Take(2).Select(async one =>
        {
            var results = new List<int>();
            for (var i = 0; i < 100; i++)
                results.Add(await one.BroadcastAsync(i, 1));
            return results;
        }).ToList();
        var late = new List<int>();
        for (var i = 0; i < 100; i++)
            late.Add(await localities.Clusters[2].BroadcastAsync(0, 1).WaitAsync(s_limit));
        foreach (var results in await Task.WhenAll(early).WaitAsync(s_limit))
            results.ShouldBe(Enumerable.Range(0, 100));
        late.ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Wrong_arguments_fail_on_all()
    {
        await using var localities = new LocalCluster("loopback", 3);
        Should.Throw<ArgumentOutOfRangeException>(() => localities.First.BroadcastAsync(1, 3));
        var failures = await FailuresAsync(localities, one => one.ScatterAsync(s_two));
        failures[0].ShouldBeOfType<ArgumentException>();
        failures.Skip(1).ShouldAllBe(f => f.Message.Contains("2 values for 3 localities"));
    }

    private static async Task<bool> ResultsAsync(int count, int root)
    {
        await using var localities = new LocalCluster("loopback", count);
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"[{i}]")];
        var all = string.Concat(names);
        var broadcast = await AllAsync(localities, one => one.BroadcastAsync(names[one.Here.Id], root));
        var reduced = await AllAsync(localities, one => one.ReduceAsync(names[one.Here.Id], (a, b) => a + b, root));
        var gathered = await AllAsync(localities, one => one.GatherAsync(names[one.Here.Id], root));
        var scattered = await AllAsync(
            localities, one => one.ScatterAsync(one.Here.Id == root ? names : null, root));
        return broadcast.All(b => b == names[root])
            && reduced.Select((r, i) => r == (i == root ? all : null)).All(ok => ok)
            && gathered.Select((g, i) => i == root ? g!.SequenceEqual(names) : g is null).All(ok => ok)
            && scattered.SequenceEqual(names);
    }

    private static Task<T[]> AllAsync<T>(LocalCluster localities, Func<Cluster, Task<T>> operation) =>
        Task.WhenAll(localities.Clusters.Select(operation)).WaitAsync(s_limit);

    private static async Task<Exception[]> FailuresAsync<T>(LocalCluster localities, Func<Cluster, Task<T>> operation)
    {
        var tasks = localities.Clusters.Select(operation).ToList();
        var failures = new List<Exception>();
        foreach (var task in tasks)
            failures.Add(await Should.ThrowAsync<Exception>(task.WaitAsync(s_limit)));
        return [.. failures];
    }
}
