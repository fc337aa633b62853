using System.Text;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release.Tests;

public sealed class ReleaseDocumentTests
{
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    private const string Text = $$"""
        {
          "version": "1.2.3-rc.1",
          "tag": "v1.2.3-rc.1",
          "commit": "0123456789012345678901234567890123456789",
          "prerelease": true,
          "files": [
            {
              "name": "a-1.2.3-rc.1-x64.tar.gz",
              "kind": "native",
              "sha256": "{{Zeros}}",
              "size": 12,
              "mediaType": "application/gzip",
              "architecture": "x64"
            },
            {
              "name": "SHA256SUMS.pub",
              "kind": "publicKey",
              "sha256": "{{Zeros}}",
              "size": 3,
              "mediaType": "application/x-pem-file"
            }
          ],
          "images": [
            {
              "name": "web",
              "digest": "sha256:{{Zeros}}"
            }
          ]
        }

        """;

    [Fact]
    public void It_is_read_and_written_in_one_form()
    {
        var document = Read(Text);
        Encoding.UTF8.GetString(document.Write()).ShouldBe(Text);
        document.Of(ReleaseFileKind.Native).ShouldHaveSingleItem().Architecture.ShouldBe("x64");
        document.Images.ShouldHaveSingleItem().Name.ShouldBe("web");
    }

    [Fact]
    public void The_schema_accepts_it() => EditorSchema.Errors("release.schema.json", Text).ShouldBeEmpty();

    [Theory]
    [InlineData("\"a-1.2.3-rc.1-x64.tar.gz\"", "\"../a\"")]
    [InlineData("\"a-1.2.3-rc.1-x64.tar.gz\"", "\"\"")]
    [InlineData("\"a-1.2.3-rc.1-x64.tar.gz\"", "\"SHA256SUMS.pub\"")]
    [InlineData("\"a-1.2.3-rc.1-x64.tar.gz\"", "null")]
    [InlineData("\"native\"", "\"natif\"")]
    [InlineData("\"sha256\": \"00", "\"sha256\": \"0")]
    [InlineData("  \"tag\": \"v1.2.3-rc.1\",\n", "")]
    [InlineData("{\n", "[\n")]
    public void A_wrong_one_is_an_error(string right, string wrong) => Should.Throw<ArgosyException>(
            () => Read(Text.Replace(right, wrong, StringComparison.Ordinal)))
        .Message.ShouldStartWith("ARG0930 release.json: ");

    [Fact]
    public void A_folder_without_one_is_an_error()
    {
        using var folder = new TestFolder();
        Should.Throw<ArgosyException>(() => ReleaseDocument.Load(folder.Path)).Message.ShouldStartWith("ARG0930");
    }

    private static ReleaseDocument Read(string text) =>
        ReleaseDocument.Read(Encoding.UTF8.GetBytes(text), ReleaseDocument.FileName);
}
