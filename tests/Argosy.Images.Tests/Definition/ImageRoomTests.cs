using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Definition;

public sealed class ImageRoomTests : IDisposable
{
    private readonly TestFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_project_without_images_has_none()
    {
        ImageRoom.Load(_project.Path).ShouldBeEmpty();
        _project.Write("images/shared/etc/passwd", "");
        ImageRoom.Load(_project.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Each_folder_with_a_definition_is_an_image()
    {
        _project.Write("images/b/image.yaml", "packages: [libc6]");
        _project.Write("images/group/a/image.yaml", "packages: [libc6]");
        ImageRoom.Load(_project.Path).Select(i => i.Name).ShouldBe(["b", "a"]);
    }

    [Theory]
    [InlineData("images/a/image.yml")]
    [InlineData("images/a/images.yaml")]
    [InlineData("images/a/Image.yaml")]
    public void A_definition_under_a_name_that_is_almost_right_is_an_error(string written)
    {
        _project.Write(written, "packages: [libc6]");
        var error = Should.Throw<ArgosyException>(() => ImageRoom.Load(_project.Path)).Diagnostics[0];
        (error.Id, error.Place.What).ShouldBe(("ARG0274", written));
    }

    [Fact]
    public void What_an_image_holds_may_have_any_name()
    {
        _project.Write("images/a/image.yaml", "packages: [libc6]");
        _project.Write("images/a/rootfs/image.yml", "anything");
        ImageRoom.Load(_project.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void Two_images_of_one_name_are_an_error()
    {
        _project.Write("images/x/a/image.yaml", "packages: [libc6]");
        _project.Write("images/y/a/image.yaml", "packages: [libc6]");
        Should.Throw<ArgosyException>(() => ImageRoom.Load(_project.Path)).Message
            .ShouldStartWith("ARG0435 images/y/a/image.yaml:1: 'images/x/a/image.yaml' describes an image 'a' too");
    }
}
