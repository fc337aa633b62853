using Argosy.JobHealth.Reading;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Tests;

/// <summary>The address of a Zuul.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("ftp://zuul.example.org")]
    [InlineData("https://me:secret@zuul.example.org")]
    [InlineData("zuul.example.org")]
    [InlineData("https://zuul.example.org/?a=b")]
    [InlineData("https://zuul.example.org/t/another/builds")]
    public void An_address_is_checked(string address) =>
        Should.Throw<ArgosyException>(() => ZuulSource.Parse(address, "t")).Message.ShouldStartWith("ARG0693 ");

    [Theory]
    [InlineData("https://zuul.example.org", "https://zuul.example.org")]
    [InlineData("https://zuul.example.org/t/t/builds?pipeline=gate&skip=50", "https://zuul.example.org")]
    [InlineData("https://ci.example.org/zuul/t/t/status#x", "https://ci.example.org/zuul")]
    public void An_address_is_taken_as_the_browser_shows_it(string address, string zuul) =>
        ZuulSource.Parse(address, "t").Builds.ShouldBe($"{zuul}/api/tenant/t/builds");
}
