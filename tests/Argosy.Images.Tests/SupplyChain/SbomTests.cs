using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.SupplyChain.Sbom;
using Argosy.Oci.Model;
using Argosy.Platforms;

namespace Argosy.Images.Tests.SupplyChain;

public sealed class SbomTests
{
    private static readonly ImageContents s_contents = new(
        "demo", OciPlatform.Of(Architecture.TryFind("arm64")!), Repeated("ab"),
        new("debian", "12", "Debian GNU/Linux 12 (bookworm)"))
    {
        Packages =
        [
            new("libc6", "2.36-9+deb12u10", "arm64")
            {
                Source = "glibc",
                Digest = Repeated("cd"),
                License = new(null, ["custom"]),
                Maintainer = "Somebody <a@example.org>",
            }
        ],
        Components =
        [
            new(ComponentKind.Nuget, "Demo", "1.2.0", null) { License = "MIT", Paths = ["usr/lib/demo/Demo.dll"] },
            new(ComponentKind.Binary, "/usr/bin/tool", null, Repeated("ef")) { Paths = ["usr/bin/tool"] },
        ],
    };

    [Fact]
    public void CycloneDX_has_always_the_same_bytes() =>
        CycloneDxDocument.Write(s_contents, Images.Created).ShouldBe(Golden("demo.cdx.json"));

    [Fact]
    public void SPDX_has_always_the_same_bytes() =>
        SpdxDocument.Write(s_contents, Images.Created).ShouldBe(Golden("demo.spdx.json"));

    [Fact]
    public void Another_content_has_another_number()
    {
        var other = s_contents with { Components = [] };
        CycloneDxDocument.Write(other, Images.Created).AsSpan(0, 260)
            .SequenceEqual(CycloneDxDocument.Write(s_contents, Images.Created).AsSpan(0, 260)).ShouldBeFalse();
    }

    [Fact]
    public void Names_that_differ_only_in_other_characters_have_ids_of_their_own()
    {
        var contents = s_contents with { Packages = [new("a+", "1", "arm64"), new("a_", "1", "arm64")] };
        var text = System.Text.Encoding.UTF8.GetString(SpdxDocument.Write(contents, Images.Created));
        text.Split('\n').Where(l => l.Contains("\"SPDXID\"")).ShouldBeUnique();
    }

    private static Digest Repeated(string two) => Digest.TryParse(string.Concat(Enumerable.Repeat(two, 32)))!.Value;

    private static byte[] Golden(string name) =>
        File.ReadAllBytes(Repository.At($"tests/Argosy.Images.Tests/SupplyChain/Golden/{name}"));
}
