using Argosy.Adoption.Detection;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Tests;

public sealed class DockerfileTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Findings _findings = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_simple_Dockerfile_becomes_an_image()
    {
        _folder.Write("conf/nginx.conf", "");
        var image = Read(Repositories.Dockerfile);
        image.Packages.Select(p => p.Value).ShouldBe(
            ["base-files", "base-passwd", "bash", "coreutils", "dash", "libc-bin", "libc6", "nginx-light", "curl"]);
        image.Users.ShouldHaveSingleItem()
            .ShouldBe(new ImageUserProposal(13, "demo")
            {
                Id = 10001,
                Home = "/srv/demo",
                Shell = "/usr/sbin/nologin"
            });
        image.Files.Select(f => (f.Source, f.Destination, f.Owner, f.IsThere)).ShouldBe(
        [
            ("conf", "/srv/demo/conf", "demo", true), ("built.bin", "/usr/bin/", null, false),
        ]);
        image.Env.ShouldContain(new KeyValuePair<string, string>("APP_HOME", "/srv/demo"));
        image.Workdir.ShouldBe("/srv/demo");
        image.Ports.ShouldBe(["8080", "53/udp"]);
        image.Volumes.ShouldBe(["/var/lib/demo"]);
        image.User.ShouldBe("demo");
        image.StopSignal.ShouldBe("SIGQUIT");
        image.Health!.Command.ShouldBe(["/bin/sh", "-c", "curl -f http://localhost:8080/ || exit 1"]);
        image.Health.Numbers.ShouldBe([new("interval", 90), new("retries", 2)]);
        image.Entrypoint.ShouldBe(["/usr/sbin/nginx"]);
        image.Cmd.ShouldBe(["-g", "daemon off;"]);
        image.Labels.Select(l => l.Key).ShouldBe(["org.opencontainers.image.title", "maintainer"]);
    }

    [Fact]
    public void What_an_image_cant_express_is_named_with_its_line()
    {
        var image = Read(Repositories.Dockerfile);
        image.NotExpressed.Select(n => n.Split(':')[0])
            .ShouldBe(["line 7", "line 17", "line 18", "line 19", "line 25"]);
        image.NotExpressed[0].ShouldContain("RUN make install");
    }

    [Theory]
    [InlineData("FROM debian\nCMD echo $HOME\n", "/bin/sh|-c|echo $HOME")]
    [InlineData("FROM debian\nCMD [ \"a\" , \"b c\" ]\n", "a|b c")]
    public void A_command_has_two_forms(string text, string command) =>
        string.Join('|', Read(text).Cmd).ShouldBe(command);

    [Fact]
    public void The_last_stage_counts_and_the_others_are_named()
    {
        var image = Read("FROM golang AS build\nRUN go build\nFROM debian\nCMD [\"a\"]\n");
        image.Packages.Select(p => p.Value).ShouldNotContain("golang-go");
        image.NotExpressed.ShouldHaveSingleItem().ShouldStartWith("line 1: FROM golang AS build");
    }

    [Fact]
    public void A_here_document_is_one_instruction()
    {
        var image = Read("FROM debian\nRUN <<EOF\nmake\nCMD no\nEOF\nCMD [\"yes\"]\n");
        image.Cmd.ShouldBe(["yes"]);
        image.NotExpressed.ShouldHaveSingleItem().ShouldStartWith("line 2");
    }

    [Fact]
    public void An_image_without_such_packages_is_said()
    {
        var image = Read("FROM alpine:3\nUSER 1000\n");
        image.NotExpressed.ShouldHaveSingleItem().ShouldContain("no Debian packages");
        image.User.ShouldBe("1000");
    }

    private ImageProposal Read(string text)
    {
        _folder.Write("Dockerfile", text);
        return DockerfileImage.Read(new(_folder.Path, _findings), _findings, "Dockerfile", "demo").ShouldNotBeNull();
    }
}
