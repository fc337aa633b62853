using Argosy.Packages.Wheels;

namespace Argosy.Packages.Tests;

public sealed class WheelNameTests
{
    [Fact]
    public void A_wheels_name_gives_its_parts()
    {
        var name = WheelName.TryParse("zope.interface-5.5.2-1a-cp311-cp311-linux_ppc64le.whl");
        name.ShouldBe(new WheelName("zope.interface", "5.5.2", "1a", "cp311", "cp311", "linux_ppc64le"));
        name!.Normalized.ShouldBe("zope-interface");
        name.FileName.ShouldBe("zope.interface-5.5.2-1a-cp311-cp311-linux_ppc64le.whl");
    }

    [Theory]
    [InlineData("markupsafe.whl")]
    [InlineData("a-1-py3-none.whl")]
    [InlineData("../a-1-py3-none-any.whl")]
    [InlineData("a-1-py3-none-any.whl\n")]
    public void What_isnt_a_wheels_name_is_refused(string file) => WheelName.TryParse(file).ShouldBeNull();
}
