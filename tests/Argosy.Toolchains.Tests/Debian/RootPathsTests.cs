using Argosy.Toolchains.Debian.Roots;

namespace Argosy.Toolchains.Tests.Debian;

public sealed class RootPathsTests
{
    private readonly RootPaths _paths = new();

    [Theory]
    [InlineData("./lib/x.so", "usr/lib/x.so")]
    [InlineData("./usr/lib/x.so", "usr/lib/x.so")]
    [InlineData("./", "")]
    [InlineData("./etc/../../x", null)]
    public void An_entrys_path_is_where_it_lies_in_a_merged_root(string shipped, string? expected) =>
        _paths.Canonical(shipped).ShouldBe(expected);

    [Fact]
    public void Folders_that_are_links_are_followed()
    {
        _paths.Link("usr/share/doc/b", "a");
        _paths.Canonical("usr/share/doc/b/copyright").ShouldBe("usr/share/doc/a/copyright");
        _paths.Canonical("usr/share/doc/b").ShouldBe("usr/share/doc/b");
    }

    [Fact]
    public void Links_in_a_circle_end()
    {
        _paths.Link("a", "b");
        _paths.Link("b", "a");
        _paths.Resolve("a/c").ShouldEndWith("/c");
    }

    [Theory]
    [InlineData("usr/lib/t/libm.so", "/lib/t/libm.so.6", "libm.so.6")]
    [InlineData("usr/lib64/ld64.so.2", "/lib/t/ld64.so.2", "../lib/t/ld64.so.2")]
    [InlineData("etc/rmt", "/usr/sbin/rmt", "../usr/sbin/rmt")]
    [InlineData("etc/x", "/", "..")]
    [InlineData("etc/x", "/../../etc", ".")]
    public void An_absolute_link_becomes_a_relative_one(string link, string target, string expected) =>
        _paths.Relative(link, target).ShouldBe(expected);
}
