using Argosy.Toolchains.Debian.Roots;

namespace Argosy.Toolchains.Tests.Debian;

public sealed class RootPathsTests
{
    private readonly RootPaths _paths = new();

    [Theory]
    [InlineData("./lib/x.so", "usr/lib/x.so")]
    [InlineData("./usr/lib/x.so", "usr/lib/x.so")]
    [InlineData("./", "")]
    public void An_entrys_path_is_where_it_lies_in_a_merged_root(string shipped, string expected) =>
        _paths.Canonical(shipped).ShouldBe(expected);

    [Fact]
    public void Folders_that_are_links_are_followed()
    {
        _paths.Link("usr/share/doc/b", "a");
        _paths.Canonical("usr/share/doc/b/copyright").ShouldBe("usr/share/doc/a/copyright");
        _paths.Canonical("usr/share/doc/b").ShouldBe("usr/share/doc/b");
    }

    [Fact]
    public void Links_in_a_circle_lead_nowhere_and_have_a_name_themselves()
    {
        _paths.Link("a", "b");
        _paths.Link("b", "a");
        _paths.Resolve("a").ShouldBeNull();
        _paths.Canonical("a/c").ShouldBeNull();
        _paths.Canonical("a").ShouldBe("a");
    }

    [Fact]
    public void A_step_upwards_leaves_the_folder_that_a_link_led_to()
    {
        _paths.Link("a/b", "/c/d");
        _paths.Canonical("a/b/../x").ShouldBe("c/x");
    }

    [Theory]
    [InlineData("etc/x", "../usr/x", false)]
    [InlineData("etc/x", "../../usr/x", true)]
    [InlineData("etc/x", "/usr/x", true)]
    [InlineData("etc/x", "up/../../usr", true)]
    public void A_link_that_would_leave_a_root_elsewhere_is_known(string link, string target, bool leadsOut)
    {
        _paths.Link("etc/up", "..");
        _paths.LeadsOut(link, target).ShouldBe(leadsOut);
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
