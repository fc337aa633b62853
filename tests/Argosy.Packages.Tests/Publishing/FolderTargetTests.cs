using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Publishing;

public sealed class FolderTargetTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly PublishedTarget _published;

    public FolderTargetTests() => _published = new(_folder, new FolderTarget(_folder.At("srv")));

    private string Served => _folder["srv", "www", SampleMirror.Name];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_publication_is_served_under_its_name()
    {
        var report = await _published.PublishAsync(1);
        report.IsChanged.ShouldBeTrue();
        File.ReadAllText(Path.Combine(Served, "p0/index.html")).ShouldContain("<title>1<");
        File.ResolveLinkTarget(Served, returnFinalTarget: true)!.FullName
            .ShouldBe(_folder["srv", "snapshots", SampleMirror.Name, report.Snapshot!, "tree"]);
    }

    [Fact]
    public async Task Every_file_may_be_read_by_a_web_server()
    {
        await _published.PublishAsync(1);
        Directory.EnumerateFiles(_folder["srv", "store"], "*", SearchOption.AllDirectories)
            .Select(File.GetUnixFileMode).Distinct().ShouldHaveSingleItem().ShouldBe((UnixFileMode)0b110_100_100);
    }

    [Fact]
    public async Task The_same_content_makes_no_new_snapshot()
    {
        var first = await _published.PublishAsync(1);
        var second = await _published.PublishAsync(1);
        second.ShouldSatisfyAllConditions(
            () => second.IsChanged.ShouldBeFalse(), () => second.Snapshot.ShouldBe(first.Snapshot));
        (await _published.MirrorAsync()).Snapshots.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_package_that_is_gone_from_the_index_stays_while_its_snapshot_is_kept()
    {
        await _published.PublishAsync(1);
        await _published.PublishAsync(2);
        File.Exists(Path.Combine(Served, "p/p0/p0-1-py3-none-any.whl")).ShouldBeFalse();
        var retained = _folder["srv", "retained", SampleMirror.Name, "p/p0"];
        Directory.GetFiles(retained).Length.ShouldBe(2);
        await _published.Operations.RollBackAsync(SampleMirror.Name, null, CancellationToken.None);
        File.ReadAllText(Path.Combine(Served, "p0/index.html")).ShouldContain("<title>1<");
        Directory.GetFiles(retained).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Retention_removes_old_snapshots_and_what_only_they_have()
    {
        for (var edition = 1; edition <= 5; edition++)
            await _published.PublishAsync(edition, o => o with { Keep = new(2) });
        (await _published.MirrorAsync()).Snapshots.Select(s => s.Number).ShouldBe([4, 5]);
        Directory.GetFiles(_folder["srv", "retained", SampleMirror.Name, "p/p0"]).Select(Path.GetFileName).Order()
            .ShouldBe(["p0-4-py3-none-any.whl", "p0-5-py3-none-any.whl"]);
        Directory.EnumerateFiles(_folder["srv", "store"], "*", SearchOption.AllDirectories).Count()
            .ShouldBe(2 * 3 * 3);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pruning_keeps_the_snapshot_that_is_served()
    {
        for (var edition = 1; edition <= 4; edition++) await _published.PublishAsync(edition);
        await _published.Operations.RollBackAsync(SampleMirror.Name, "1", CancellationToken.None);
        await _published.Operations.PruneAsync(new(2), null, dryRun: false, CancellationToken.None);
        (await _published.MirrorAsync()).Snapshots.Select(s => s.Number).ShouldBe([1, 3, 4]);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_bytes_under_a_packages_name_are_refused()
    {
        await _published.PublishAsync(1);
        var wheel = _folder["tree", "p/p0/p0-1-py3-none-any.whl"];
        File.WriteAllText(wheel, "other");
        var error = await Should.ThrowAsync<ArgosyException>(_published.PublishTreeAsync(_folder.At("tree")));
        error.Diagnostics[0].Id.ShouldBe("ARG0594");
        error.Message.ShouldContain("p0-1-py3-none-any.whl");
        var report = await _published.PublishTreeAsync(_folder.At("tree"), o => o with { Replace = true });
        report.Replaced.ShouldBe(["p/p0/p0-1-py3-none-any.whl"]);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_says_what_would_go_and_writes_nothing()
    {
        var report = await _published.PublishAsync(1, o => o with { DryRun = true });
        report.ShouldSatisfyAllConditions(
            () => report.IsChanged.ShouldBeTrue(), () => report.Added.Count.ShouldBe(9),
            () => report.Sent.ShouldBe(9), () => report.Snapshot.ShouldBeNull());
        Directory.Exists(_folder.At("srv")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_publisher_gets_an_error_while_the_first_one_works()
    {
        await using var held = await _published.Target.LockAsync(
            PublishedTarget.NoPatience, CancellationToken.None);
        var error = await Should.ThrowAsync<ArgosyException>(
            _published.PublishAsync(1, o => o with { Patience = PublishedTarget.NoPatience }));
        error.Diagnostics[0].Id.ShouldBe("ARG0593");
    }

    [Fact]
    public async Task A_second_publisher_waits_for_the_first_one()
    {
        var held = await _published.Target.LockAsync(PublishedTarget.NoPatience, CancellationToken.None);
        var waiting = _published.PublishAsync(1);
        waiting.IsCompleted.ShouldBeFalse();
        await held.DisposeAsync();
        (await waiting).IsChanged.ShouldBeTrue();
    }

    [Fact]
    public async Task A_full_disk_changes_nothing_that_is_served()
    {
        await _published.PublishAsync(1);
        var before = _folder.Files("srv/www");
        SampleMirror.Write(_folder.At("tree"), 2);
        // Nothing fits into a folder that is a file.
        await using (await _published.Target.LockAsync(PublishedTarget.NoPatience, CancellationToken.None))
        {
            Directory.Delete(_folder["srv", "incoming"], recursive: true);
            File.WriteAllText(_folder["srv", "incoming"], "");
            var error = await Should.ThrowAsync<ArgosyException>(_published.Target.AddContentAsync(
                new Dictionary<Artifacts.Digest, string>
                {
                    [Artifacts.Digest.OfFile(_folder["tree", "p0/index.html"])] = _folder["tree", "p0/index.html"],
                }, CancellationToken.None));
            error.Diagnostics[0].Id.ShouldBe("ARG0595");
        }

        _folder.Files("srv/www").ShouldBe(before);
        (await _published.PublishAsync(2)).IsChanged.ShouldBeTrue();
        (await _published.ErrorsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_publication_that_ends_before_the_switch_leaves_nothing_unexplained()
    {
        await _published.PublishAsync(1);
        await _published.CreateAsync(2);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        var mirror = await _published.MirrorAsync();
        mirror.Snapshots.Select(s => s.IsRetained).ShouldBe([true, false]);
        await _published.Operations.RollBackAsync(SampleMirror.Name, "2", CancellationToken.None);
        Directory.GetFiles(_folder["srv", "retained", SampleMirror.Name, "p/p0"]).Length.ShouldBe(2);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_removal_that_ends_halfway_leaves_nothing_unexplained()
    {
        for (var edition = 1; edition <= 3; edition++) await _published.PublishAsync(edition);
        await _published.EndRemovalAsync();
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        Directory.GetFiles(_folder["srv", "retained", SampleMirror.Name, "p/p0"]).Length.ShouldBe(2);
        // What was taken away comes back with the snapshot.
        await _published.Operations.RollBackAsync(SampleMirror.Name, "1", CancellationToken.None);
        (await _published.ErrorsAsync()).ShouldBeEmpty();
        Directory.GetFiles(_folder["srv", "retained", SampleMirror.Name, "p/p0"]).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_damaged_snapshot_holds_up_no_publication()
    {
        var first = await _published.PublishAsync(1);
        File.WriteAllText(_folder["srv", "snapshots", SampleMirror.Name, first.Snapshot!, "manifest"], "");
        for (var edition = 2; edition <= 4; edition++)
            await _published.PublishAsync(edition, o => o with { Keep = new(2) });
        (await _published.MirrorAsync()).Snapshots.Select(s => s.Number).ShouldBe([3, 4]);
        File.ReadAllText(Path.Combine(Served, "p0/index.html")).ShouldContain("<title>4<");
    }

    [Fact]
    public async Task A_link_in_the_tree_is_refused_by_its_name()
    {
        SampleMirror.Write(_folder.At("tree"), 1);
        File.CreateSymbolicLink(_folder["tree", "p0", "secret.whl"], "/etc/hostname");
        var error = await Should.ThrowAsync<ArgosyException>(_published.PublishTreeAsync(_folder.At("tree")));
        error.Diagnostics[0].Id.ShouldBe("ARG0592");
        error.Message.ShouldContain("secret.whl");
    }

    [Fact]
    public async Task A_difference_is_about_packages()
    {
        SampleMirror.Write(_folder.At("tree"), 1, projects: 2);
        await _published.PublishTreeAsync(_folder.At("tree"));
        SampleMirror.Write(_folder.At("tree"), 2, projects: 3);
        Directory.Delete(_folder["tree", "p", "p1"], recursive: true);
        await _published.PublishTreeAsync(_folder.At("tree"));
        var difference = await _published.Operations.CompareAsync(
            SampleMirror.Name, null, null, CancellationToken.None);
        difference.Added.Single().ShouldSatisfyAllConditions(
            p => p.Name.ShouldBe("p2"), p => p.After.ShouldBe(["2"]));
        difference.Removed.Single().ShouldSatisfyAllConditions(
            p => p.Name.ShouldBe("p1"), p => p.Before.ShouldBe(["1"]));
        difference.Changed.Single().ShouldSatisfyAllConditions(
            p => p.Name.ShouldBe("p0"), p => p.Before.ShouldBe(["1"]), p => p.After.ShouldBe(["2"]));
    }
}
