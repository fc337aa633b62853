using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Tests.Debian;

/// <summary>One set of packages has one version on all architectures, and unlocked packages have their security
/// fixes.</summary>
public sealed class ConsistencyTests : IDisposable
{
    private static readonly Architecture s_x64 = Architecture.TryFind("x64")!;
    private readonly SmallArchive _archive = new();

    [Theory]
    [InlineData("1.0-1", "1.0-1", 0)]
    [InlineData("1.0-1", "1.0-1+b3", 0)]
    [InlineData("1.0-1+b1", "1.0-1+b3", 0)]
    [InlineData("1.0-1", "1.0-2", 1)]
    [InlineData("1.0-1+deb12u1", "1.0-1+deb12u2", 1)]
    [InlineData("17.0.21+9-1~deb12u1", "17.0.19+9-1~deb12u1", 1)]
    public async Task Other_versions_are_differences_and_rebuilds_are_none(string mine, string theirs, int count)
    {
        Lock(s_x64, "libone", theirs);
        using var builder = _archive.Builder();
        var set = SmallArchive.Set("libone");
        var found = await builder.DifferencesAsync(
            set, Root("libone", mine), [s_x64, set.Platform.Architecture], default);
        found.Select(d => d.ToString()).ShouldBe(count == 0 ? [] : [$"libone {mine}, x64 {theirs}"]);
    }

    [Fact]
    public async Task A_package_that_only_one_architecture_needs_is_no_difference()
    {
        Lock(s_x64, "libtwo", "2.0-1");
        using var builder = _archive.Builder();
        (await builder.DifferencesAsync(SmallArchive.Set("libtwo"), Root("libone", "1.0-1"), [s_x64], default))
            .ShouldBeEmpty();
    }

    [Fact]
    public void An_architecture_without_a_lock_of_the_current_list_is_not_pinned()
    {
        Lock(s_x64, "libone", "1.0-1");
        using var builder = _archive.Builder();
        builder.IsPinned(SmallArchive.Set("libone").On(s_x64)).ShouldBeTrue();
        builder.IsPinned(SmallArchive.Set("libone", "libtwo").On(s_x64)).ShouldBeFalse();
        builder.IsPinned(SmallArchive.Set("libone")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_lock_a_security_suite_that_cant_be_read_is_an_error()
    {
        // apt doesn't fetch an index that is known to be empty.
        await _archive.AddAsync("libthree", "3.0-1", suite: "bookworm-security");
        await _archive.PublishTwoAsync();
        _archive.Break("bookworm-security");
        using var builder = _archive.Builder();
        (await Should.ThrowAsync<ArgosyException>(
                () => builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default)))
            .Message.ShouldStartWith(
                $"ARG0304 copy:{_archive.Root}: the security suite bookworm-security "
                + "can't be read for debian-12-arm64");
        await Should.ThrowAsync<ArgosyException>(() => builder.UpdateLockAsync(SmallArchive.Set("libone"), default));
    }

    [Fact]
    public async Task What_a_lock_pins_is_fetched_without_the_security_suite_and_that_is_noted()
    {
        // apt doesn't fetch an index that is known to be empty.
        await _archive.AddAsync("libthree", "3.0-1", suite: "bookworm-security");
        await _archive.PublishTwoAsync();
        using (var builder = _archive.Builder()) await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
        _archive.Break("bookworm-security");
        using var later = _archive.Builder(_archive.Options with { CacheFolder = _archive["other-cache"] });
        var root = await later.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default);
        root.Pinned.ShouldBeTrue();
        root.Notes.ShouldHaveSingleItem().ShouldContain("suite bookworm-security");
    }

    [Fact]
    public async Task Packages_in_conflict_are_named_with_what_they_need()
    {
        await _archive.AddAsync("libone", "1.0-1", depends: "libtwo (>= 3)");
        await _archive.AddAsync("libtwo", "2.0-1");
        await _archive.PublishAsync();
        using var builder = _archive.Builder();
        (await Should.ThrowAsync<ArgosyException>(
                () => builder.BuildFolderAsync(SmallArchive.Set("libone"), _archive["root"], default)))
            .Message.ShouldStartWith(
                "ARG0306 argosy.yaml: the packages of 'sysroot' can't be installed together for arm64 in bookworm: "
                + "libone needs libtwo (>= 3)");
    }

    public void Dispose() => _archive.Dispose();

    private static BuiltRoot Root(string package, string version) =>
        new("", [new(package, version, Artifacts.Digest.Of(version))], Pinned: true, []);

    private void Lock(Architecture architecture, string package, string version)
    {
        var set = SmallArchive.Set(package).On(architecture);
        var path = PackageLock.PathOf(_archive.Locks, set);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(
            path, new PackageLock(set.Packages, [new(package, version, Artifacts.Digest.Of(version))]).Text(set));
    }
}
