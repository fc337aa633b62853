using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Sources;
using Argosy.Platforms;

namespace Argosy.Packages.Tests.Wheels;

public sealed class SdistNameTests
{
    [Theory]
    [InlineData("zope_interface-5.5.2.tar.gz", "5.5.2")]
    [InlineData("zope.interface-5.5.2.zip", "5.5.2")]
    [InlineData("Zope-Interface-5.5-2.tgz", "5.5.post2")]
    [InlineData("zope.interface-5.5.2-cp311-cp311-linux_x86_64.whl", null)]
    [InlineData("zope.interface.extra-5.5.2.tar.gz", null)]
    [InlineData("zope.interface-5.5.2.tar.gz.asc", null)]
    [InlineData("zope.interface.tar.gz", null)]
    public void A_files_name_gives_its_version(string file, string? version) =>
        SdistName.FindVersion(file, "zope-interface")?.ToString().ShouldBe(version);

    [Theory]
    [InlineData("2.1.2-1+b1", "2.1.2")]
    [InlineData("1:1.24.2-1", "1.24.2")]
    [InlineData("9.4.0-1.1+deb12u1", "9.4.0")]
    [InlineData("1.2.0+dfsg1-3", "1.2.0")]
    [InlineData("3.0~rc1-1", "3.0rc1")]
    [InlineData("0.9+ds-2", "0.9")]
    [InlineData("20230101~git-1", null)]
    public void A_debian_version_gives_the_upstream_one(string debian, string? version) =>
        SdistName.UpstreamOf(debian)?.ToString().ShouldBe(version);

    [Theory]
    [InlineData("a-1-py3-none-any.whl", true, true)]
    [InlineData("a-1-py2.py3-none-any.whl", true, true)]
    [InlineData("a-1-py312-none-any.whl", false, true)]
    [InlineData("a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", true, false)]
    [InlineData("a-1-cp313-cp313-manylinux_2_28_x86_64.whl", false, true)]
    [InlineData("a-1-cp37-abi3-manylinux_2_36_x86_64.whl", true, true)]
    [InlineData("a-1-cp37-abi3-manylinux_2_39_x86_64.whl", false, true)]
    [InlineData("a-1-cp312-abi3-manylinux2014_x86_64.whl", false, true)]
    [InlineData("a-1-cp37-abi3-manylinux1_x86_64.whl", true, true)]
    [InlineData("a-1-cp311-cp311-musllinux_1_1_x86_64.whl", false, false)]
    [InlineData("a-1-cp311-cp311-manylinux_2_17_aarch64.whl", false, false)]
    [InlineData("a-1-cp313-cp313t-manylinux_2_17_x86_64.whl", false, false)]
    [InlineData("a-1-pp310-pypy310_pp73-manylinux_2_17_x86_64.whl", false, false)]
    public void A_wheel_fits_where_pip_takes_it(string file, bool onBookworm, bool onTrixie)
    {
        var wheel = WheelName.TryParse(file)!;
        var bookworm = Roots.PlatformOf("x64");
        WheelTags.Fit(wheel, bookworm).ShouldBe(onBookworm);
        var trixie = bookworm with { Distribution = Distribution.Parse("debian-13", new("t")) };
        WheelTags.Fit(wheel, trixie).ShouldBe(onTrixie);
    }
}
