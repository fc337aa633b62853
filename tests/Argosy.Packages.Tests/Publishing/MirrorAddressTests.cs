using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Publishing;

public sealed class MirrorAddressTests
{
    [Theory]
    [InlineData("/srv/mirror", null, null, "/srv/mirror")]
    [InlineData("out/mirror", null, null, "out/mirror")]
    [InlineData("mirror@host.example:/srv/mirror", "mirror@host.example", null, "/srv/mirror")]
    [InlineData("host:mirror", "host", null, "mirror")]
    [InlineData("ssh://mirror@host:2222/srv/mirror", "mirror@host", 2222, "/srv/mirror")]
    public void It_is_a_folder_or_one_of_a_server(string text, string? host, int? port, string path)
    {
        var address = MirrorAddress.Parse(text, SourceLocation.CommandLine);
        address.ShouldBe(new(path, host, port));
        address.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("rsync://host/module")]
    [InlineData("host::module")]
    [InlineData("https://host/mirror")]
    [InlineData("ssh://-oProxyCommand=x/y")]
    [InlineData("-oProxyCommand=x:y")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void Others_are_refused(string text) =>
        Should.Throw<ArgosyException>(() => MirrorAddress.Parse(text, SourceLocation.CommandLine))
            .Diagnostics[0].Id.ShouldBe("ARG0591");
}
