using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store.Collection;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Store;

public sealed class CollectorTests : IDisposable
{
    private const long Unlimited = long.MaxValue;
    private readonly Builds _builds = new();

    // This collector treats nothing as young.
    private CacheCollector Collector => new(_builds.Cache) { Grace = TimeSpan.Zero };

    public void Dispose() => _builds.Dispose();

    [Fact]
    public void What_was_longest_unused_goes_first()
    {
        Keep("old", 1, 100_000);
        Keep("older", 2, 100_000);
        Keep("new", 0, 100_000);
        var report = Collector.Collect(Collector.Summarize().BlobBytes - 50_000);
        Found("old", "older", "new").ShouldBe(["old", "new"]);
        (report.Actions, report.Blobs).ShouldBe((1, 1));
        report.BytesAfter.ShouldBe(Bytes());
    }

    [Fact]
    public void Finding_a_result_keeps_it()
    {
        Keep("a", 2, 100_000);
        Keep("b", 1, 100_000);
        _builds.Actions.TryFind(KeyOf("a"));
        Collector.Collect(Collector.Summarize().BlobBytes - 50_000);
        Found("a", "b").ShouldBe(["a"]);
    }

    [Fact]
    public void A_blob_that_another_result_needs_stays()
    {
        _builds.Write("shared/file", new('s', 50_000));
        KeepTree("old", 2, _builds.Keep("shared"));
        _builds.Write("own/file", new('o', 50_000));
        KeepTree("new", 0, _builds.Keep("shared", "own"));
        Collector.Collect(Bytes() - 1).Blobs.ShouldBe(0);
        Found("old", "new").ShouldBe(["new"]);
        Directory.CreateDirectory(_builds.B);
        _builds.TryRestore(_builds.Actions.TryFind(KeyOf("new"))!.Outputs, "shared", "own").ShouldBeTrue();
    }

    [Fact]
    public void Blobs_that_no_result_needs_go_before_any_result()
    {
        Keep("old", 2, 100_000);
        _builds.Write("loose", new('l', 100_000));
        _builds.Keep("loose");
        Collector.Collect(Bytes() - 1);
        Found("old").ShouldBe(["old"]);
        _builds.Blobs.Count.ShouldBe(1);
    }

    [Fact]
    public void Below_the_size_nothing_goes()
    {
        Keep("a", 2, 100_000);
        _builds.Write("loose", "text");
        _builds.Keep("loose");
        var before = Builds.FilesIn(_builds.Cache);
        (Collector.Collect(Bytes()) with { Results = [] })
            .ShouldBe(new CollectionReport(_builds.Cache, Bytes(), Bytes(), 0, 0, 0, []));
        Builds.FilesIn(_builds.Cache).Where(f => !f.Contains("/collection.", StringComparison.Ordinal))
            .ShouldBe(before);
    }

    [Fact]
    public void What_is_young_stays_whatever_the_size()
    {
        Keep("a", 0, 100_000);
        Keep("used before its blobs came", 2, 100_000);
        new CacheCollector(_builds.Cache).Collect(0).Blobs.ShouldBe(0);
        Found("a").ShouldBe(["a"]);
        _builds.Blobs.Count.ShouldBe(2);
    }

    [Fact]
    public void A_preview_says_what_would_go_and_changes_nothing()
    {
        Keep("a", 2, 100_000);
        Keep("b", 1, 100_000);
        var before = Builds.FilesIn(_builds.Cache);
        var preview = Collector.Preview(0);
        Builds.FilesIn(_builds.Cache).ShouldBe(before);
        var collected = Collector.Collect(0);
        (collected with { Results = [] }).ShouldBe(preview with { Results = [] });
        collected.Results.ShouldBe(preview.Results);
        collected.Results.Select(r => r.Task).ShouldBe(["a", "b"]);
        collected.Results.Sum(r => r.Bytes).ShouldBe(preview.BytesBefore);
        _builds.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public void Left_overs_go_once_they_are_old_and_nothing_else_of_the_cache_does()
    {
        var deb = _builds.Folder.Write("cache/debs/package.deb", "text");
        var stranger = _builds.Folder.Write("cache/blobs/README", "text");
        var other = _builds.Folder.Write("cache/blobs/ab/what-is-this", "text");
        _builds.Folder.Write("cache/blobs/partial/0123", "half");
        _builds.Folder.Write($"cache/actions/ab/{new string('a', 64)}.json.1-2.partial", "half");
        Collector.Collect(Unlimited).Leftovers.ShouldBe(0);
        new CacheCollector(_builds.Cache) { LeftoverAge = TimeSpan.Zero }.Collect(Unlimited).Leftovers.ShouldBe(2);
        Collector.Collect(0);
        Builds.FilesIn(_builds.Cache).Where(f => !f.Contains("/collection.", StringComparison.Ordinal))
            .ShouldBe([other, stranger, deb], ignoreOrder: true);
    }

    [Fact]
    public void A_damaged_result_needs_nothing_and_goes_in_its_turn()
    {
        Keep("a", 2, 100_000);
        File.WriteAllText(Builds.FilesIn(_builds.Folder.At("cache/actions")).Single(), "{");
        Collector.Collect(0).ShouldSatisfyAllConditions(
            r => r.Actions.ShouldBe(1), r => r.Blobs.ShouldBe(1), r => r.BytesAfter.ShouldBe(0));
    }

    [Fact]
    public void What_is_used_between_the_look_and_the_removal_stays()
    {
        Keep("a", 2, 100_000);
        Keep("b", 1, 100_000);
        var inventory = CacheInventory.Scan(_builds.Cache, CancellationToken.None);
        var plan = CollectionPlan.Make(inventory, 0, long.MaxValue, long.MaxValue);
        _builds.Actions.TryFind(KeyOf("b")).ShouldNotBeNull();
        var removal = new CacheRemoval(_builds.Cache, inventory, CancellationToken.None);
        removal.Remove(plan);
        Found("a", "b").ShouldBe(["b"]);
        (removal.Report.Actions, removal.Report.Blobs).ShouldBe((1, 1));
    }

    [Fact]
    public void So_does_what_a_new_result_needs()
    {
        _builds.Write("out", "text");
        var tree = _builds.Keep("out");
        var inventory = CacheInventory.Scan(_builds.Cache, CancellationToken.None);
        var plan = CollectionPlan.Make(inventory, 0, long.MaxValue, long.MaxValue);
        plan.Blobs.Count.ShouldBe(1);
        KeepTree("new", 0, tree);
        new CacheRemoval(_builds.Cache, inventory, CancellationToken.None).Remove(plan);
        _builds.Blobs.Count.ShouldBe(1);
    }

    [Fact]
    public void The_second_of_two_says_who_is_at_it()
    {
        Keep("a", 2, 100_000);
        using (new CollectionLock(_builds.Cache))
            Should.Throw<ArgosyException>(() => Collector.Collect(0)).Message.ShouldStartWith(
                $"ARG0218 {_builds.Cache}: the cache is already being collected by process {Environment.ProcessId}. ");
        Collector.Collect(0).Actions.ShouldBe(1);
    }

    [Fact]
    public void No_cache_is_an_empty_one()
    {
        (Collector.Collect(0) with { Results = [] }).ShouldBe(new CollectionReport(_builds.Cache, 0, 0, 0, 0, 0, []));
        Collector.Summarize().ShouldBe(new CacheSummary(_builds.Cache, 0, 0, 0, 0, 0, 0, null, null));
    }

    [Fact]
    public async Task A_build_beside_it_sees_misses_and_no_error()
    {
        for (var i = 0; i < 20; i++) _builds.Write($"out/{i}", new('x', 1000 * i));
        Directory.CreateDirectory(_builds.B);
        var done = 0;
        using var stop = new CancellationTokenSource();
        var collections = Task.Factory.StartNew(() =>
        {
            for (; !stop.IsCancellationRequested; Interlocked.Increment(ref done)) Collector.Collect(0);
        }, stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            for (var round = 0; !collections.IsCompleted && (round < 100 || Volatile.Read(ref done) < 100); round++)
            {
                KeepTree("task", 0, _builds.Keep("out"));
                if (_builds.Actions.TryFind(KeyOf("task")) is not { } result
                    || !_builds.TryRestore(result.Outputs, "out"))
                    continue;
                _builds.Describe(_builds.B, "out").Digest().ShouldBe(result.Outputs.Digest());
            }
        }
        finally
        {
            await stop.CancelAsync();
            await collections;
        }

        // Without a concurrent collection it is a hit.
        KeepTree("task", 0, _builds.Keep("out"));
        _builds.TryRestore(_builds.Actions.TryFind(KeyOf("task"))!.Outputs, "out").ShouldBeTrue();
    }

    private long Bytes()
    {
        var summary = Collector.Summarize();
        return summary.ActionBytes + summary.BlobBytes + summary.LeftoverBytes;
    }

    private static ActionKey KeyOf(string name) => new(Digest.Of(name));

    private List<string> Found(params string[] names) =>
        [.. names.Where(n => _builds.Actions.TryFind(KeyOf(n)) is not null)];

    private void Keep(string name, int daysAgo, int size)
    {
        _builds.Write($"{name}/file", name.PadRight(size));
        KeepTree(name, daysAgo, _builds.Keep(name));
    }

    private void KeepTree(string name, int daysAgo, OutputTree tree)
    {
        _builds.Actions.Keep(Builds.Result(name, tree));
        var key = KeyOf(name).ToString();
        var file = _builds.Folder.At($"cache/actions/{key[..2]}/{key}.json");
        if (daysAgo > 0) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-daysAgo));
    }
}
