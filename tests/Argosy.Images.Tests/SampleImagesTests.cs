using Argosy.Images.Definition;
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

    [Theory]
    [Trait("Category", "Soak")]
    [MemberData(nameof(Names))]
    public async Task A_sample_does_what_its_users_do_on_each_architecture(string name)
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
        foreach (var architecture in settings.Architectures)
        {
            var outcome = await new Argosy.Images.Proof.ImageProof(
                new CommandRunner(output.WriteLine), _folder[$"proof-{architecture}"])
                .RunAsync(settings.Paths.Image(name), architecture, image.SelfTest!, default);
            if (outcome.Verdict == Verdict.Inconclusive) output.WriteLine($"not shown here: {outcome.Reason}");
            else outcome.Verdict.ShouldBe(Verdict.Passed, outcome.Reason);
        }
    }
}
