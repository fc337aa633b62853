using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms.Tests;

public sealed class HomeFolderTests
{
    [Fact]
    public void A_home_that_is_set_is_taken() => HomeFolder.Find("/somewhere/home").ShouldBe("/somewhere/home");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_variable_the_user_database_is_asked(string? variable) =>
        Path.IsPathRooted(HomeFolder.Find(variable)).ShouldBeTrue();

    [Fact]
    public void A_relative_home_would_be_in_whatever_folder_a_program_runs_in() =>
        Should.Throw<ArgosyException>(() => HomeFolder.Find("home"))
            .Message.ShouldStartWith("ARG0120 HOME: the home folder 'home' is no absolute path.");
}
