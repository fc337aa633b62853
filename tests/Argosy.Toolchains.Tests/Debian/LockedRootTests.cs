using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Tests.Debian;

public sealed class LockedRootTests : IDisposable
{
    private readonly SmallArchive _archive = new();

    private string Version(string root, string package) =>
        File.ReadAllText(_archive[root, "usr/share", package, "version"]);

    [Fact]
    public async Task A_locked_version_is_taken_although_the_mirror_has_a_newer_one()
    {
        await _archive.PublishTwoAsync();
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
        await _archive.PublishTwoAsync();
        using (var builder = _archive.Builder()) await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
        _archive.Remove("libtwo", "2.0-1");
        await _archive.AddAsync("libtwo", "2.0-2");
        await _archive.PublishAsync();
        using var later = _archive.Builder();
        var root = await later.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default);
        root.Pinned.ShouldBeFalse();
        root.Unpinned!.Cause.ShouldContain("libtwo 2.0-1 can no longer be had");
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
        await _archive.PublishTwoAsync();
        using var builder = _archive.Builder();
        await builder.UpdateLockAsync(SmallArchive.Set("libtwo"), default);
        var root = await builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default);
        root.Unpinned!.Cause.ShouldContain("package list of debian-12-arm64/sysroot has changed");
        using var strict = _archive.Builder(_archive.Options with { Locked = true });
        (await Should.ThrowAsync<ArgosyException>(() =>
                strict.BuildFolderAsync(SmallArchive.Set("libone"), _archive["other"], default)))
            .Message.ShouldStartWith("ARG0307");
    }

    [Fact]
    public async Task Other_bytes_under_a_locked_version_are_an_error_even_when_nothing_is_locked_strictly()
    {
        await _archive.PublishTwoAsync();
        using (var builder = _archive.Builder()) await builder.UpdateLockAsync(SmallArchive.Set("libtwo"), default);
        await _archive.AddAsync("libtwo", "2.0-1", tree => File.WriteAllText(Path.Combine(tree, "other"), "x"));
        await _archive.PublishAsync();
        using var later = _archive.Builder();
        (await Should.ThrowAsync<ArgosyException>(() =>
                later.BuildFolderAsync(SmallArchive.Set("libtwo"), _archive["root"], default)))
            .Message.ShouldStartWith("ARG0309");
        Directory.Exists(_archive["root"]).ShouldBeFalse();
    }

    public void Dispose() => _archive.Dispose();
}
