using System.Text;
using Argosy.Artifacts;
using Argosy.Packages.Dotnet;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;

namespace Argosy.Packages.Tests.Dotnet;

/// <summary>Packages that are installed and used to prove them, with the real SDK and the real Cake.</summary>
[Trait("Category", "Slow")]
public sealed class TrialTests : IDisposable
{
    private const string Template = """
        {"identity": "Demo", "name": "Demo", "shortName": "demo", "author": "a", "classifications": [],
         "tags": {"type": "project"}}
        """;

    private const string Script = """
        Task("Greet").Does(() => Information("hello from @name@ @version@"));
        RunTarget(Argument("target", "Greet"));
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[made.txt, .config/deep.txt]", null)]
    [InlineData("[made.txt, absent.txt]", "It didn't write absent.txt.")]
    public async Task A_template_must_write_what_it_is_declared_to(string makes, string? reason)
    {
        var proof = await CheckAsync($"template: {{name: demo, makes: {makes}}}",
            ("content/demo/.template.config/template.json", Template), ("content/demo/made.txt", "made"),
            ("content/demo/.config/deep.txt", "deep"));
        (proof.Level, proof.Inconclusive, proof.Disproved)
            .ShouldBe((ProofLevel.Installs, false, reason is not null), proof.How);
        if (reason is not null) proof.How.ShouldContain(reason);
    }

    [Theory]
    [InlineData("hello from demo 1.2.3", null)]
    [InlineData("goodbye", "It didn't print 'goodbye'.")]
    public async Task A_script_of_Cake_must_print_what_it_is_declared_to(string prints, string? reason)
    {
        _folder.Write("trial/build.cake", Script);
        var proof = await CheckAsync($"cake: {{folder: trial, prints: [{prints}]}}");
        (proof.Level, proof.Inconclusive, proof.Disproved)
            .ShouldBe((ProofLevel.Installs, false, reason is not null), proof.How);
        if (reason is not null) proof.How.ShouldContain(reason);
    }

    private async Task<Proof> CheckAsync(string trial, params (string Name, string Text)[] files)
    {
        var yaml = $$"""
            project: { name: demo, version: 1.2.3 }
            architectures: [x64]
            distributions: [debian-12]
            dotnet:
              demo: { project: demo.csproj, package: { id: Demo, {{trial}} } }
            """;
        var settings = new BuildSettings(
            _folder.Path, Host.Detect(), Model.Load(_folder.Write(Model.FileName, yaml)), () => new(0));
        var build = new DotnetBuild(settings, new PlatformRoots(settings, _ => { })) { Cake = CakeOfTheMachine() };
        FakeNupkg.Make(_folder, "Demo", "1.2.3", file: "artifacts/packages/Demo.1.2.3.nupkg",
            files: [.. files.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))]);
        var task = new RecordedTask();
        await build.CheckAsync(build.Find("demo"), task);
        return task.Proofs.ShouldHaveSingleItem();
    }

    private static string CakeOfTheMachine() => Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages"),
        "cake.tool/7.0.0/tools/net10.0/any/Cake.dll");
}
