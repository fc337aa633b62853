using Argosy.Images.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Definition;

public sealed class ImageExtensionTests : IDisposable
{
    private readonly TestFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void An_image_that_extends_another_has_its_lists_and_may_replace_its_values()
    {
        Write("base", """
            packages: [libc6]
            exclude: [/usr/share/doc/**]
            files:
              - {text: one, destination: /etc/motd}
              - {text: kept, destination: /etc/issue}
            env: {A: base, B: base}
            users: [{name: app, id: 10}, {name: other}]
            entrypoint: [/bin/base, -x]
            user: app
            """);
        Write("top", """
            extends: base
            packages: [zlib1g]
            files: [{text: two, destination: /etc/motd}]
            env: {B: top}
            users: [{name: app, id: 11}]
            entrypoint: [/bin/top]
            """);
        var image = Load("top");
        image.Packages.ShouldBe(["libc6", "zlib1g"]);
        image.Paths.Has("usr/share/doc/x").ShouldBeFalse();
        image.Files.OfType<WrittenFile>().Select(f => f.Content).ShouldBe(["kept", "two"]);
        image.Settings.Env.ShouldBe([new("A", "base"), new("B", "top")]);
        image.Finish.Users.Select(u => (u.Name, u.Id)).ShouldBe([("other", null), ("app", 11)]);
        image.Settings.Entrypoint.ShouldBe(["/bin/top"]);
        image.Settings.User.ShouldBe("app");
    }

    [Fact]
    public void A_change_of_a_base_changes_the_fingerprint_of_an_image_that_extends_it()
    {
        Write("base", "packages: [libc6]");
        Write("middle", "extends: base");
        Write("top", "extends: middle");
        var before = Load("top").Fingerprint;
        Write("base", "packages: [libc6, zlib1g]");
        Load("top").Fingerprint.ShouldNotBe(before);
    }

    [Theory]
    [InlineData("extends: bsae",
        "ARG0450 images/top/image.yaml:1: there is no image 'bsae' to extend. Did you mean 'base'?")]
    [InlineData("env: {A: b}\nextends: top",
        "ARG0450 images/top/image.yaml:2: the images extend each other in a circle: top → top")]
    public void A_base_that_cannot_be_extended_is_an_error(string yaml, string message)
    {
        Write("base", "packages: [libc6]");
        Write("top", yaml);
        Should.Throw<ArgosyException>(() => ImageRoom.Load(_project.Path)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_circle_of_several_images_is_an_error()
    {
        Write("a", "extends: b");
        Write("b", "extends: c");
        Write("c", "extends: a");
        Should.Throw<ArgosyException>(() => ImageRoom.Load(_project.Path)).Message.ShouldContain("a → b → c → a");
    }

    [Fact]
    public void An_error_in_an_extending_image_has_its_own_line_and_one_in_the_base_the_bases()
    {
        Write("base", "packages: [libc6]\nusers: [{name: app}]");
        Write("top", "extends: base\nusers:\n  - {name: app, id: x}");
        Should.Throw<ArgosyException>(() => ImageRoom.Load(_project.Path)).Message
            .ShouldStartWith("ARG0115 images/top/image.yaml:3: ");
        Write("top", "extends: base\nusers:\n  - {name: other}");
        Write("base", "packages: [libc6]\nenv: {A-B: x}");
        Should.Throw<ArgosyException>(() => ImageRoom.Load(_project.Path)).Message
            .ShouldStartWith("ARG0407 images/base/image.yaml:2: ");
    }

    [Fact]
    public void An_architecture_may_differ_in_packages_and_in_every_other_key()
    {
        var image = Images.Define("""
            packages: [libc6, {name: libpsm2-2, architectures: [x64]}]
            env: {A: all, B: all}
            cmd: [one]
            architectures:
              arm64:
                packages: [libpsm-infinipath1]
                env: {B: arm}
                cmd: [two]
            """);
        image.For(On("x64")).Packages.ShouldBe(["libc6", "libpsm2-2"]);
        image.For(On("ppc64le")).Packages.ShouldBe(["libc6"]);
        var arm = image.For(On("arm64"));
        arm.Packages.ShouldBe(["libc6", "libpsm-infinipath1"]);
        arm.Settings.Env.ShouldBe([new("A", "all"), new("B", "arm")]);
        arm.Settings.Cmd.ShouldBe(["two"]);
        image.Settings.Cmd.ShouldBe(["one"]);
    }

    [Theory]
    [InlineData("architectures:\n  arm65: {}",
        "ARG0101 image.yaml:3: unknown architecture 'arm65'. Did you mean 'arm64'?")]
    [InlineData("architectures:\n  x64: {evn: {A: b}}", "ARG0114 image.yaml:3: unknown key 'evn'. Did you mean 'env'?")]
    public void An_error_of_an_architecture_has_its_line(string yaml, string message) =>
        Should.Throw<ArgosyException>(() => Images.Define($"packages: [libc6]\n{yaml}")).Message
            .ShouldStartWith(message);

    private static Architecture On(string name) => Architecture.TryFind(name)!;

    private void Write(string image, string yaml) => _project.Write($"images/{image}/image.yaml", yaml);

    private ImageDefinition Load(string name) => ImageRoom.Load(_project.Path).Single(i => i.Name == name);
}
