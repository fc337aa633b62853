using Argosy.Engine.Audit;

namespace Argosy.Engine.Tests.Audit;

public sealed class AuditCommandTests
{
    [Fact]
    public void The_users_arguments_stay_and_the_target_changes() =>
        AuditCommand.Arguments(
            ["Cake.dll", "other.cake", "--target=All", "--audit", "--arch=arm64", "--force", "--jobs=2"], "One")
            .ShouldBe(["Cake.dll", "other.cake", "--arch=arm64", "--jobs=2", "--target=One", "--exclusive", "--force",
                "--no-cache"]);

    [Fact]
    public void A_target_may_be_apart_from_its_option() =>
        AuditCommand.Arguments(["Cake.dll", "-t", "All", "--audit", "build.cake"], "One")
            .ShouldBe(["Cake.dll", "build.cake", "--target=One", "--exclusive", "--force", "--no-cache"]);
}
