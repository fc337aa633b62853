using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests;

public sealed class PackagePlacesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_package_has_the_line_that_names_it()
    {
        var path = _folder.Write("images/web/image.yaml", "packages:\n  - base-files\n  - nginx\n");
        var image = ImageDefinition.Load(path, "images/web/image.yaml");
        image.PackagePlaces["nginx"].ToString().ShouldBe("images/web/image.yaml:3");
        image.PackagePlaces.Keys.ShouldBe(["base-files", "nginx"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("101")]
    public void A_number_of_layers_that_no_image_has_is_an_error_with_its_line(string layers) =>
        Should.Throw<ArgosyException>(() => Images.Define($"packages: [a1]\nlayers: {layers}\n")).Message
            .ShouldStartWith("ARG0440 image.yaml:2: ");
}
