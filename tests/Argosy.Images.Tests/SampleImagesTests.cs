using Argosy.Images.Definition;
using Argosy.Images.Engines;
using Argosy.Images.Proof;
using Argosy.Images.Tests.Engines;
using Argosy.Oci.Layout;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Processes;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Tests;

/// <summary>The images of <c>samples/images</c>: languages and servers, as people publish them.</summary>
public sealed class SampleImagesTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string s_samples = Repository.At("samples/images");

    private readonly TestFolder _folder = new();

    public static TheoryData<string> Names => [.. ImageRoom.Load(s_samples).Select(i => i.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_valid_for_the_reader_and_for_editors_and_tests_itself(string name)
    {
        ImageRoom.Load(s_samples).Single(i => i.Name == name).SelfTest.ShouldNotBeNull();
        EditorSchema.Errors(
            "image.schema.json", File.ReadAllText($"{s_samples}/images/{name}/image.yaml")).Trim().ShouldBe("");
    }

    public static TheoryData<string, EngineKind> OnEngines =>
    [
        .. from image in ImageRoom.Load(s_samples)
           from kind in new[] { EngineKind.Podman, EngineKind.Docker, EngineKind.Containerd }
           select (image.Name, kind),
    ];

    [Theory]
    [Trait("Category", "Soak")]
    [MemberData(nameof(OnEngines))]
    public async Task A_sample_does_what_its_users_do_on_each_engine_and_architecture(string name, EngineKind kind)
    {
        var build = await BuildAsync(name);
        var layout = OciLayout.Verify(build.Layout);
        await using var real = await RealEngine.StartAsync(kind, output.WriteLine);
        var proof = new EngineProof(real.Engine, Host.Detect(), output.WriteLine)
        {
            HasExplicitLimits = real.HasExplicitLimits,
        };
        foreach (var architecture in build.Settings.Architectures)
        {
            var test = build.Image.For(architecture).SelfTest!;
            var outcome = await proof.RunAsync(PlatformImage.Of(layout, architecture), test, test.Timeout, default);
            if (outcome.Verdict == Verdict.Inconclusive) output.WriteLine($"not shown here: {outcome.Reason}");
            else outcome.Verdict.ShouldBe(Verdict.Passed, $"{name} for {architecture} on {kind}: {outcome.Reason}");
        }
    }

    [Theory]
    [Trait("Category", "Soak")]
    [MemberData(nameof(Names))]
    public async Task A_sample_is_read_whole_by_skopeo_and_umoci(string name)
    {
        var build = await BuildAsync(name);
        var runner = new CommandRunner(output.WriteLine);
        await runner.RunAsync(new("skopeo", "--insecure-policy", "copy", "--all", "--preserve-digests",
            $"oci:{build.Layout}", $"oci:{_folder["copied"]}:{name}"), default);
        OciLayout.Verify(_folder["copied"]).Manifests.Select(m => m.Digest)
            .ShouldBe(OciLayout.Verify(build.Layout).Manifests.Select(m => m.Digest), ignoreOrder: true);
        foreach (var architecture in build.Settings.Architectures)
        {
            // umoci takes the only manifest of a layout.
            var single = _folder[$"single-{architecture}"];
            await runner.RunAsync(new("skopeo", "--insecure-policy", "--override-arch",
                architecture.OciArchitecture, "copy", "--preserve-digests", $"oci:{build.Layout}",
                $"oci:{single}:{name}"), default);
            await runner.RunAsync(new("umoci", "unpack", "--rootless", "--image", $"{single}:{name}",
                _folder[$"bundle-{architecture}"]), default);
            File.Exists(_folder[$"bundle-{architecture}/rootfs/var/lib/dpkg/status"]).ShouldBeTrue();
        }
    }

    private async Task<(BuildSettings Settings, ImageDefinition Image, string Layout)> BuildAsync(string name)
    {
        await CommandRunner.Silent.RunAsync(new("cp", "-r", s_samples, _folder["project"]), default);
        var settings = new BuildSettings(
            _folder["project"], Host.Detect(), Model.Load($"{s_samples}/{Model.FileName}"),
            () => new(Images.Created.ToUnixTimeSeconds()));
        using var roots = new PlatformRoots(settings, output.WriteLine);
        var build = new ImageBuild(settings, roots);
        var image = build.Find(name);
        var task = new RecordedTask();
        foreach (var architecture in settings.Architectures) await build.BuildAsync(image, architecture, task);
        await build.AssembleAsync(image, task);
        return (settings, image, settings.Paths.Image(name));
    }
}
