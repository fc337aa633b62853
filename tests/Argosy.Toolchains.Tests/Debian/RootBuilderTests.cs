using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Tests.Debian;

public sealed class RootBuilderTests : IDisposable
{
    private readonly SmallArchive _archive = new();

    private async Task PublishTwoAsync()
    {
        await _archive.AddAsync("libone", "1.0-1", depends: "libtwo");
        await _archive.AddAsync("libtwo", "2.0-1");
        await _archive.PublishAsync();
    }

    private string Version(string root, string package) => File.ReadAllText(_archive[root, "usr/share", package, "version"]);

    [Fact]
    public async Task A_root_without_a_lock_holds_the_current_closure_and_says_that_nothing_pins_it()
    {
        await PublishTwoAsync();
        using var builder = _archive.Builder();
        var root = await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default);
        root.Packages.Select(p => p.ToString()).ShouldBe(["libone 1.0-1", "libtwo 2.0-1"]);
        root.Pinned.ShouldBeFalse();
        root.Notes.ShouldHaveSingleItem().ShouldContain("no lock for debian-12-arm64/sysroot");
        Version("root", "libtwo").ShouldBe("2.0-1");
        Directory.Exists(_archive["root.partial"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_locked_root_whose_packages_are_cached_needs_no_mirror()
    {
        await PublishTwoAsync();
        using (var builder = _archive.Builder())
        {
            await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
            (await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["first"], default)).Pinned.ShouldBeTrue();
        }

        Directory.Delete(_archive.Root, recursive: true);
        using var offline = _archive.Builder(_archive.Options with { Locked = true });
        var root = await offline.BuildFolderAsync(SmallArchive.Set("libone"), _archive["second"], default);
        root.Pinned.ShouldBeTrue();
        root.Notes.ShouldBeEmpty();
        Version("second", "libone").ShouldBe("1.0-1");
    }

    [Fact]
    public async Task A_locked_version_is_taken_although_the_mirror_has_a_newer_one()
    {
        await PublishTwoAsync();
        using (var builder = _archive.Builder()) await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
        await _archive.AddAsync("libtwo", "2.0-2", suite: "bookworm-security");
        await _archive.PublishAsync();
        using var later = _archive.Builder(_archive.Options with { Locked = true });
        (await later.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default)).Pinned.ShouldBeTrue();
        Version("root", "libtwo").ShouldBe("2.0-1");
        var update = await later.UpdateLockAsync(SmallArchive.Set("libone"), default);
        update.Changes.ShouldBe(["libtwo 2.0-1 → 2.0-2"]);
    }

    [Fact]
    public async Task A_locked_version_that_left_the_mirror_is_replaced_with_a_note_or_refused()
    {
        await PublishTwoAsync();
        using (var builder = _archive.Builder()) await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
        _archive.Remove("libtwo", "2.0-1");
        await _archive.AddAsync("libtwo", "2.0-2");
        await _archive.PublishAsync();
        using var later = _archive.Builder();
        var root = await later.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default);
        root.Pinned.ShouldBeFalse();
        root.Notes.ShouldHaveSingleItem().ShouldContain("libtwo 2.0-1 can no longer be had");
        Version("root", "libtwo").ShouldBe("2.0-2");

        using var strict = _archive.Builder(_archive.Options with { Locked = true });
        var error = await Should.ThrowAsync<ArgosyException>(() =>
            strict.BuildFolderAsync(SmallArchive.Set("libone"), _archive["other"], default));
        error.Message.ShouldStartWith("ARG0308 locks/debian-12-arm64/sysroot.lock: libtwo 2.0-1");
        error.Message.ShouldContain("Update-Locks");
    }

    [Fact]
    public async Task A_lock_of_another_package_list_does_not_count()
    {
        await PublishTwoAsync();
        using var builder = _archive.Builder();
        await builder.UpdateLockAsync(SmallArchive.Set("libtwo"), default);
        var root = await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default);
        root.Notes.ShouldHaveSingleItem().ShouldContain("package list of debian-12-arm64/sysroot has changed");
        using var strict = _archive.Builder(_archive.Options with { Locked = true });
        (await Should.ThrowAsync<ArgosyException>(() =>
            strict.BuildFolderAsync(SmallArchive.Set("libone"), _archive["other"], default))).Message.ShouldStartWith("ARG0307");
    }

    [Fact]
    public async Task Other_bytes_under_a_locked_version_are_an_error_even_when_nothing_is_locked_strictly()
    {
        await PublishTwoAsync();
        using (var builder = _archive.Builder()) await builder.UpdateLockAsync(SmallArchive.Set("libtwo"), default);
        await _archive.AddAsync("libtwo", "2.0-1", tree => File.WriteAllText(Path.Combine(tree, "other"), "x"));
        await _archive.PublishAsync();
        using var later = _archive.Builder();
        (await Should.ThrowAsync<ArgosyException>(() =>
            later.BuildFolderAsync(SmallArchive.Set("libtwo"), _archive["root"], default))).Message.ShouldStartWith("ARG0309");
        Directory.Exists(_archive["root"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_cached_package_is_fetched_again()
    {
        await PublishTwoAsync();
        using var builder = _archive.Builder();
        await builder.UpdateLockAsync(SmallArchive.Set("libtwo"), default);
        await builder.BuildFolderAsync(SmallArchive.Set("libtwo"), _archive["first"], default);
        var cached = Directory.GetFiles(_archive["cache"], "*.deb", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await File.WriteAllTextAsync(cached, "half");
        (await builder.BuildFolderAsync(SmallArchive.Set("libtwo"), _archive["second"], default)).Pinned.ShouldBeTrue();
        Version("second", "libtwo").ShouldBe("2.0-1");
    }

    [Fact]
    public async Task A_broken_security_suite_is_left_out_with_a_note()
    {
        await PublishTwoAsync();
        _archive.Break("bookworm-security");
        using var builder = _archive.Builder();
        var update = await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
        update.After.Count.ShouldBe(2);
        update.Notes.ShouldHaveSingleItem().ShouldContain("suite bookworm-security");
    }

    [Fact]
    public async Task A_broken_main_suite_is_an_error()
    {
        await PublishTwoAsync();
        _archive.Break("bookworm");
        using var builder = _archive.Builder();
        var error = await Should.ThrowAsync<ArgosyException>(() => builder.UpdateLockAsync(SmallArchive.Set("libone"), default));
        error.Message.ShouldStartWith("ARG0304");
        // Another try of the same builder asks the mirror anew.
        await _archive.PublishAsync();
        (await builder.UpdateLockAsync(SmallArchive.Set("libone"), default)).After.Count.ShouldBe(2);
    }

    [Fact]
    public async Task No_network_is_told_from_a_broken_mirror()
    {
        // Port 9 of the loopback refuses.
        using var builder = _archive.Builder(_archive.Options with
        {
            Sources = _ => [new("http://127.0.0.1:9/debian", "bookworm", SuiteKind.Main) { Unsigned = true }],
        });
        (await Should.ThrowAsync<ArgosyException>(() => builder.UpdateLockAsync(SmallArchive.Set("libone"), default)))
            .Message.ShouldStartWith("ARG0303 http://127.0.0.1:9/debian");
    }

    [Fact]
    public async Task A_misspelt_package_is_named_with_the_nearest_one()
    {
        await PublishTwoAsync();
        using var builder = _archive.Builder();
        (await Should.ThrowAsync<ArgosyException>(() => builder.UpdateLockAsync(SmallArchive.Set("libonee"), default)))
            .Message.ShouldBe("ARG0305 argosy.yaml: package 'libonee' not found for arm64 in bookworm. Did you mean 'libone'?");
    }

    [Fact]
    public async Task Packages_that_exclude_each_other_are_an_error_with_apts_words()
    {
        await _archive.AddAsync("libone", "1", depends: "libtwo (>= 3)");
        await _archive.AddAsync("libtwo", "2");
        await _archive.PublishAsync();
        using var builder = _archive.Builder();
        (await Should.ThrowAsync<ArgosyException>(() => builder.UpdateLockAsync(SmallArchive.Set("libone"), default)))
            .Message.ShouldStartWith("ARG0306");
    }

    [Fact]
    public async Task Roots_of_one_platform_built_at_once_fetch_its_indexes_once()
    {
        await PublishTwoAsync();
        using var builder = _archive.Builder();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive[$"root{i}"], default)));
        _archive.Log.Split('\n').Count(l => l.StartsWith("$ mmdebstrap ", StringComparison.Ordinal)).ShouldBe(1);
        Version("root3", "libone").ShouldBe("1.0-1");
    }

    [Fact]
    public async Task Cancelling_leaves_neither_a_root_nor_a_part_of_one()
    {
        await PublishTwoAsync();
        using var builder = _archive.Builder();
        await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
        await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["whole"], default);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            builder.BuildTarAsync(SmallArchive.Set("libone"), _archive["out/root.tar"], cancelled.Token));
        Directory.GetFileSystemEntries(_archive["out"]).ShouldBeEmpty();
    }

    public void Dispose() => _archive.Dispose();
}
