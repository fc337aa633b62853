using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Tests.Model;

/// <summary>Names of images mean what they mean to docker.</summary>
public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    [Theory]
    [InlineData("localhost/app", "localhost/app:latest")]
    [InlineData("Host.Example/app:V1", "host.example/app:V1")]
    [InlineData("host:5000/a/b__c/d-e:1.0_x", "host:5000/a/b__c/d-e:1.0_x")]
    [InlineData("[::1]:5000/app", "[::1]:5000/app:latest")]
    [InlineData($"host.example/app@{Digest}", $"host.example/app@{Digest}")]
    [InlineData($"host.example/app:1@{Digest}", $"host.example/app:1@{Digest}")]
    public void A_name_is_completed(string text, string whole) =>
        ImageReference.Parse(text).ToString().ShouldBe(whole);

    [Theory]
    [InlineData("")]
    [InlineData("debian")]
    [InlineData("team/app:2")]
    [InlineData("host.example/")]
    [InlineData("host.example/App")]
    [InlineData("host.example/app:")]
    [InlineData("host.example/app:-1")]
    [InlineData("docker://host.example/app")]
    [InlineData("host.example/app@sha256:12")]
    [InlineData("host.example/a b")]
    public void Any_other_name_is_an_error(string text) =>
        Should.Throw<ArgosyException>(() => ImageReference.Parse(text)).Message.ShouldStartWith("ARG0275 ");

    [Fact]
    public void A_password_in_a_name_isnt_quoted() =>
        Should.Throw<ArgosyException>(() => ImageReference.Parse("me:s3cret@host.example/app"))
            .Message.ShouldNotContain("s3cret");

    [Fact]
    public void A_digest_wins_over_a_tag() =>
        ImageReference.Parse($"host.example/app:1@{Digest}").ManifestKey.ShouldBe(Digest);
}
