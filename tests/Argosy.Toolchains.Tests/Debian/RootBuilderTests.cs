namespace Argosy.Toolchains.Tests.Debian;

public sealed class RootBuilderTests : IDisposable
{
    private readonly SmallArchive _archive = new();

    private string Version(string root, string package) =>
        File.ReadAllText(_archive[root, "usr/share", package, "version"]);

    [Fact]
    public async Task A_root_without_a_lock_holds_the_current_closure_and_says_that_nothing_pins_it()
    {
        await _archive.PublishTwoAsync();
        using var builder = _archive.Builder();
        var root = await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default);
        root.Packages.Select(p => p.ToString()).ShouldBe(["libone 1.0-1", "libtwo 2.0-1"]);
        root.Pinned.ShouldBeFalse();
        root.Unpinned!.Cause.ShouldContain("no lock for debian-12-arm64/sysroot");
        root.Notes.ShouldBeEmpty();
        Version("root", "libtwo").ShouldBe("2.0-1");
        Directory.Exists(_archive["root.partial"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_locked_root_whose_packages_are_cached_needs_no_mirror()
    {
        await _archive.PublishTwoAsync();
        using (var builder = _archive.Builder())
        {
            await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
            (await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["first"], default))
                .Pinned.ShouldBeTrue();
        }

        Directory.Delete(_archive.Root, recursive: true);
        using var offline = _archive.Builder(_archive.Options with { Locked = true });
        var root = await offline.BuildFolderAsync(SmallArchive.Set("libone"), _archive["second"], default);
        root.Pinned.ShouldBeTrue();
        root.Notes.ShouldBeEmpty();
        Version("second", "libone").ShouldBe("1.0-1");
    }

    [Fact]
    public async Task A_damaged_cached_package_is_fetched_again()
    {
        await _archive.PublishTwoAsync();
        using var builder = _archive.Builder();
        await builder.UpdateLockAsync(SmallArchive.Set("libtwo"), default);
        await builder.BuildFolderAsync(SmallArchive.Set("libtwo"), _archive["first"], default);
        var cached = Directory.GetFiles(_archive["cache"], "*.deb", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await File.WriteAllTextAsync(cached, "half");
        (await builder.BuildFolderAsync(SmallArchive.Set("libtwo"), _archive["second"], default)).Pinned.ShouldBeTrue();
        Version("second", "libtwo").ShouldBe("2.0-1");
    }

    [Fact]
    public async Task Roots_of_one_platform_built_at_once_fetch_its_indexes_once()
    {
        await _archive.PublishTwoAsync();
        using var builder = _archive.Builder();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive[$"root{i}"], default)));
        _archive.Log.Split('\n').Count(l => l.StartsWith("$ mmdebstrap ", StringComparison.Ordinal)).ShouldBe(1);
        Version("root3", "libone").ShouldBe("1.0-1");
    }

    [Fact]
    public async Task Working_folders_of_killed_builds_are_removed_and_those_of_living_ones_are_not()
    {
        await _archive.PublishTwoAsync();
        Directory.CreateDirectory(_archive["cache/working/killed/root"]);
        await File.WriteAllTextAsync(_archive["cache/working/killed.lock"], "");
        using (var living = new Argosy.Toolchains.Debian.OwnedFolder(_archive["cache/working"]))
        {
            using (var builder = _archive.Builder())
                await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default);
            Directory.GetDirectories(_archive["cache/working"]).ShouldBe([living.Path]);
        }

        Directory.GetFileSystemEntries(_archive["cache/working"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_leaves_neither_a_root_nor_a_part_of_one()
    {
        await _archive.PublishTwoAsync();
        using var builder = _archive.Builder();
        await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
        await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["whole"], default);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["out/root"], cancelled.Token));
        Directory.GetFileSystemEntries(_archive["out"]).ShouldBeEmpty();
    }

    public void Dispose() => _archive.Dispose();
}
