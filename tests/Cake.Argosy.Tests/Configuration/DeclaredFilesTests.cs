using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Configuration;

namespace Cake.Argosy.Tests.Configuration;

/// <summary>A project's declarations are checked completely before the first task.</summary>
public sealed class DeclaredFilesTests : IDisposable
{
    private const string Pipelines = """
        pipelines-file: zuul.d/pipelines.yaml
        existing-pipelines: [check]
        families:
          native: {title: Build, description: Builds., targets: [Nativ], timeout: 600}
        roles:
          ensure: {title: Ensure, targets: [Native-arm64, Custom]}
        templates:
          "{project}-jobs": {description: All., pipelines: {check: [native]}}

        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mistakes_of_all_files_are_told_at_once()
    {
        _folder.Write("images/web/image.yaml", "packages: [Nginx]\n");
        _folder.Write("images/Web/image.yaml", "packages: [nginx]\n");
        _folder.Write("wheels/wheels.yaml", "packages:\n  - {name: a, source: ../a, smoke: x}\n");
        _folder.Write(
            "debs/debs.yaml",
            "maintainer: m\npackages:\n  - {name: aa, description: \"a\\nb\", libraries: [x.so.0]}\nlibraries: {}\n");
        _folder.Write("devstack/p.yaml", "descripton: x\n");
        _folder.Write("pipelines/ci.yaml", "pipelines-file: /x\n");
        Wrong().ShouldBe(
        [
            "ARG0401 images/Web/image.yaml",
            "ARG0501 wheels/wheels.yaml:2",
            "ARG0530 debs/debs.yaml:3",
            "ARG0615 pipelines/ci.yaml:1",
            "ARG0116 devstack/p.yaml:1"
        ]);
    }

    [Fact]
    public void A_project_that_declares_nothing_else_is_right() => Wrong().ShouldBeEmpty();

    [Fact]
    public void A_folder_of_another_tool_isnt_read()
    {
        _folder.Write("pipelines/azure.yaml", "trigger: main\n");
        _folder.Write("pipelines/deploy.yml", "jobs: []\n");
        Wrong().ShouldBeEmpty();
        var configuration = TestBuilds.In(_folder).Generated;
        configuration.HasPipelines.ShouldBeFalse();
        configuration.WritePipelines();
        Directory.Exists(Path.Combine(_folder.Path, "zuul.d")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ci.yaml", "families: {}\n", "ARG0617 pipelines")]
    [InlineData("ci.yaml", "\"pipelines-file\" : /x\n", "ARG0615 pipelines/ci.yaml:1")]
    [InlineData("ci.yml", "pipelines-file: /x\n", "ARG0274 pipelines/ci.yml")]
    [InlineData("CI.YAML", "existing-pipelines: []\n", "ARG0274 pipelines/CI.YAML")]
    public void One_of_ours_is_told_by_what_it_says(string file, string text, string expected)
    {
        _folder.Write($"pipelines/{file}", text);
        Wrong().ShouldBe([expected]);
    }

    [Fact]
    public void A_target_that_the_graph_lacks_is_named_with_its_line()
    {
        _folder.Write("pipelines/ci.yaml", Pipelines);
        var files = new DeclaredFiles(TestBuilds.In(_folder));
        files.Check();
        files.UnknownTargets(["Native", "Native-arm64"]).Select(d => d.ToString()).ShouldBe(
        [
            "ARG0604 pipelines/ci.yaml:6: unknown target 'Custom'. ./build.sh --showdescription lists the targets.",
            "ARG0604 pipelines/ci.yaml:4: unknown target 'Nativ'. Did you mean 'Native'?",
        ]);
        files.UnknownTargets(["nativ", "native-ARM64", "Custom"]).ShouldBeEmpty();
    }

    private IEnumerable<string> Wrong()
    {
        try
        {
            new DeclaredFiles(TestBuilds.In(_folder)).Check();
            return [];
        }
        catch (ArgosyException e)
        {
            return e.Diagnostics.Select(d => $"{d.Id} {d.Place}");
        }
    }
}
