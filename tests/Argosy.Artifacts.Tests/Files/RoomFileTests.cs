using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Files;

public sealed class RoomFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "")]
    [InlineData("wheels/README.md", "")]
    [InlineData("wheels/wheels.yaml", "")]
    [InlineData("wheels/wheels.yaml", "# nothing yet\n\n---\n")]
    public void A_room_without_its_file_or_with_an_empty_one_is_absent(string? file, string text)
    {
        if (file is not null) _folder.Write(file, text);
        RoomFile.IsThere(_folder.Path, "wheels/wheels.yaml").ShouldBeFalse();
    }

    [Theory]
    [InlineData("wheels/wheels.yml")]
    [InlineData("wheels/wheel.yaml")]
    [InlineData("wheels/Wheels.yaml")]
    [InlineData("wheels/whels.yml")]
    [InlineData("wheel/wheels.yaml")]
    [InlineData("Wheels/wheels.yaml")]
    public void A_name_that_is_almost_right_is_an_error(string written)
    {
        _folder.Write(written, "packages: []");
        var error = Should.Throw<ArgosyException>(() => RoomFile.IsThere(_folder.Path, "wheels/wheels.yaml"))
            .Diagnostics[0];
        (error.Id, error.Place.What).ShouldBe(("ARG0274", written));
        error.Cause.ShouldContain("'wheels/wheels.yaml'");
    }

    [Fact]
    public void Beside_the_right_one_a_twin_is_an_error_and_another_name_is_not()
    {
        _folder.Write("wheels/wheels.yaml", "packages: []");
        _folder.Write("wheels/wheel.yaml", "notes of mine");
        RoomFile.IsThere(_folder.Path, "wheels/wheels.yaml").ShouldBeTrue();
        _folder.Write("wheels/wheels.yml", "packages: []");
        Should.Throw<ArgosyException>(() => RoomFile.IsThere(_folder.Path, "wheels/wheels.yaml"))
            .Diagnostics[0].Id.ShouldBe("ARG0274");
    }

    [Fact]
    public void A_room_of_many_files_knows_them_by_one_ending()
    {
        _folder.Write("pipelines/ci.yaml", "a: b");
        _folder.Write("pipelines/README.md", "");
        RoomFile.All(_folder.Path, "pipelines", ".yaml").Select(Path.GetFileName).ShouldBe(["ci.yaml"]);
        _folder.Write("pipelines/release.yml", "c: d");
        Should.Throw<ArgosyException>(() => RoomFile.All(_folder.Path, "pipelines", ".yaml"))
            .Diagnostics[0].Id.ShouldBe("ARG0274");
    }
}
