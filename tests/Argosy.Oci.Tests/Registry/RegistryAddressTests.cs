using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Tests.Registry;

public sealed class RegistryAddressTests
{
    [Theory]
    [InlineData("oci://registry.example/cache", "https://registry.example/v2/cache/")]
    [InlineData("oci://Registry.Example:5000/team/cache_x/a--b.c",
        "https://registry.example:5000/v2/team/cache_x/a--b.c/")]
    [InlineData("oci://localhost:5000/cache", "http://localhost:5000/v2/cache/")]
    [InlineData("oci://127.0.0.1:5000/cache", "http://127.0.0.1:5000/v2/cache/")]
    [InlineData("oci://127.8.9.1/cache", "http://127.8.9.1/v2/cache/")]
    [InlineData("oci://[::1]:5000/cache", "http://[::1]:5000/v2/cache/")]
    [InlineData("oci://[2001:db8::1]/cache", "https://[2001:db8::1]/v2/cache/")]
    [InlineData("oci://128.0.0.1/cache", "https://128.0.0.1/v2/cache/")]
    [InlineData("oci://localhost.example/cache", "https://localhost.example/v2/cache/")]
    public void This_machine_speaks_http_and_all_others_https(string text, string api) =>
        RegistryAddress.Parse(text).Api.AbsoluteUri.ShouldBe(api);

    [Theory]
    [InlineData("")]
    [InlineData("registry.example/cache")]
    [InlineData("https://registry.example/cache")]
    [InlineData("oci://registry.example")]
    [InlineData("oci://registry.example/")]
    [InlineData("oci://registry.example/cache/")]
    [InlineData("oci://registry.example/Cache")]
    [InlineData("oci://registry.example/cache:tag")]
    [InlineData("oci://registry.example/../cache")]
    [InlineData("oci://registry.example/a//b")]
    [InlineData("oci://registry.example/cache?x=y")]
    [InlineData("oci://registry.example:99999/cache")]
    [InlineData("oci://-registry.example/cache")]
    [InlineData("oci://registry.example/cache\n")]
    public void Anything_else_is_an_error(string text) =>
        Should.Throw<ArgosyException>(() => RegistryAddress.Parse(text))
            .Message.ShouldStartWith("ARG0230 command line: ");

    [Fact]
    public void A_password_is_not_repeated()
    {
        var error = Should.Throw<ArgosyException>(
            () => RegistryAddress.Parse("oci://me:s3cret@registry.example/cache"));
        error.Message.ShouldNotContain("s3cret");
        error.Message.ShouldContain("a user or a password");
    }
}
