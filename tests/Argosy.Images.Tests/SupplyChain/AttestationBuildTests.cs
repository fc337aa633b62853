using Argosy.Artifacts.Tasks;
using Argosy.Artifacts.Trust;
using Argosy.Images.Definition;
using Argosy.Images.SupplyChain;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Oci.Referrers;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Tests.SupplyChain;

public sealed class AttestationBuildTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly SampleImage _image = new();
    private readonly BuildSettings _settings;
    private readonly PlatformRoots _roots;

    public AttestationBuildTests()
    {
        var model = Model.Read(YamlFile.Parse(
            "project: { name: demo, version: 1.0.0 }\narchitectures: [x64, arm64]\ndistributions: [debian-12]\n",
            "argosy.yaml"));
        _settings = new(_folder.Path, Host.Detect(), model, () => new(1700000000));
        _roots = new(_settings, _ => { });
        _folder.Write("images/sample/image.yaml", "packages: [libc6]\nentrypoint: [/bin/true]\n");
        foreach (var file in Directory.GetFiles(_image.Layout, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(
                _settings.Paths.Image("sample"), Path.GetRelativePath(_image.Layout, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [Fact]
    public async Task The_documents_and_signatures_of_an_image_are_its_outputs()
    {
        var key = SigningKey.Create(_folder["key.pem"]);
        var (build, image) = Build(new(() => new("0123", HasChanges: true))
        {
            KeyFile = _folder["key.pem"],
            Prefix = "registry.example/demo/"
        });
        await build.AttestAsync(image, new RecordedTask());
        _folder.Files("artifacts/sbom/sample")
            .ShouldBe(["arm64.cdx.json", "arm64.spdx.json", "x64.cdx.json", "x64.spdx.json"]);
        var attestations = new LayoutStore(_settings.Paths.Attestations("sample"));
        var source = await ImageSource.OpenLayoutAsync(_settings.Paths.Image("sample"), CancellationToken.None);
        var report = await new ImageVerifier(source, attestations, key.Public).VerifyAsync(CancellationToken.None);
        report.IsVerified.ShouldBeTrue(report.Text());
        var declared = new TaskDeclaration();
        build.Declare(declared, image);
        declared.Outputs.ShouldBe(["artifacts/images/sample.attest", "artifacts/sbom/sample"]);
        declared.Values.ShouldContain($"key={key.Public.Id}");
    }

    [Fact]
    public void A_key_that_cannot_be_used_is_an_error_before_anything_is_built()
    {
        var (build, image) = Build(new(() => null) { KeyFile = _folder["missing.pem"] });
        Should.Throw<ArgosyException>(() => build.Declare(new TaskDeclaration(), image))
            .Diagnostics[0].Id.ShouldBe("ARG0257");
    }

    public void Dispose()
    {
        _roots.Dispose();
        _image.Dispose();
        _folder.Dispose();
    }

    private (AttestationBuild, ImageDefinition) Build(SigningSettings signing)
    {
        var images = new ImageBuild(_settings, _roots);
        return (new(_settings, images, signing), images.Find("sample"));
    }
}
