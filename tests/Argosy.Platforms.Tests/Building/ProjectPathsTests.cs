using Argosy.Platforms.Building;

namespace Argosy.Platforms.Tests.Building;

public sealed class ProjectPathsTests
{
    private static readonly ProjectPaths s_paths = new("/project");
    private static readonly Architecture s_arm64 = Architecture.TryFind("arm64")!;
    private static readonly Platform s_platform = new(Distribution.All.Single(d => d.Name == "debian-12"), s_arm64);

    [Fact]
    public void Things_land_where_people_are_told_to_look()
    {
        s_paths.Sysroot(s_platform).ShouldBe("/project/artifacts/sysroots/debian-12-arm64");
        s_paths.Native("zlib", s_arm64).ShouldBe("/project/artifacts/native/zlib/arm64");
        s_paths.Managed("app", "net10.0").ShouldBe("/project/artifacts/managed/app/net10.0");
        s_paths.Packages.ShouldBe("/project/artifacts/packages");
        s_paths.Debs(s_platform).ShouldBe("/project/artifacts/debs/debian-12-arm64");
        s_paths.Image("runtime").ShouldBe("/project/artifacts/images/runtime");
        s_paths.Wheels(s_platform).ShouldBe("/project/artifacts/wheels/debian-12-arm64");
        s_paths.Mirror("nuget").ShouldBe("/project/artifacts/mirror/nuget");
        s_paths.Tests.ShouldBe("/project/artifacts/tests");
    }

    [Fact]
    public void What_the_build_keeps_for_itself_lies_apart()
    {
        s_paths.RootOf(s_platform, "mono").ShouldBe("/project/.argosy/roots/debian-12-arm64/mono");
        s_paths.SelfTest("app", "net10.0").ShouldBe("/project/.argosy/selftest/app/net10.0");
    }

    [Fact]
    public void Declarations_and_reports_write_paths_relative_to_the_project() =>
        s_paths.Relative(s_paths.Native("zlib", s_arm64)).ShouldBe("artifacts/native/zlib/arm64");
}
