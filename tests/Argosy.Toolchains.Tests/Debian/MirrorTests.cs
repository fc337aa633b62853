using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Tests.Debian;

public sealed class MirrorTests : IDisposable
{
    private readonly SmallArchive _archive = new();

    [Fact]
    public async Task A_broken_security_suite_that_may_be_missing_is_left_out_with_a_note()
    {
        // apt doesn't fetch an index that is known to be empty.
        await _archive.AddAsync("libthree", "3.0-1", suite: "bookworm-security");
        await _archive.PublishTwoAsync();
        _archive.Break("bookworm-security");
        using var builder = _archive.Builder(
            _archive.Options with { WithoutSecurity = [SmallArchive.Arm64.Architecture] });
        var update = await builder.UpdateLockAsync(SmallArchive.Set("libone"), default);
        update.After.Count.ShouldBe(2);
        update.Notes.ShouldHaveSingleItem().ShouldContain("suite bookworm-security");
    }

    [Fact]
    public async Task A_broken_main_suite_is_an_error()
    {
        await _archive.PublishTwoAsync();
        _archive.Break("bookworm");
        using var builder = _archive.Builder();
        var error = await Should.ThrowAsync<ArgosyException>(
            () => builder.UpdateLockAsync(SmallArchive.Set("libone"), default));
        error.Message.ShouldStartWith("ARG0304");
        // A second attempt of the same builder asks the mirror again.
        await _archive.PublishAsync();
        (await builder.UpdateLockAsync(SmallArchive.Set("libone"), default)).After.Count.ShouldBe(2);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task No_network_is_told_from_a_broken_mirror()
    {
        // Port 9 of the loopback interface refuses connections.
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
        await _archive.PublishTwoAsync();
        using var builder = _archive.Builder();
        (await Should.ThrowAsync<ArgosyException>(() => builder.UpdateLockAsync(SmallArchive.Set("libonee"), default)))
            .Message.ShouldBe(
                "ARG0305 argosy.yaml: package 'libonee' not found for arm64 in bookworm. Did you mean 'libone'?");
    }

    [Fact]
    public async Task A_missing_package_is_named_with_its_own_line()
    {
        await _archive.PublishTwoAsync();
        using var builder = _archive.Builder();
        var set = SmallArchive.Set("libone", "other") with
        {
            PlaceOf = name => name == "other" ? new("images/a/image.yaml", 7) : null,
        };
        (await Should.ThrowAsync<ArgosyException>(() => builder.UpdateLockAsync(set, default))).Message
            .ShouldStartWith("ARG0305 images/a/image.yaml:7: package 'other' not found for arm64 in bookworm.");
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

    public void Dispose() => _archive.Dispose();
}
