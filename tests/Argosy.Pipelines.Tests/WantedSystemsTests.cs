using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Tests;

/// <summary>A project's files are those of the CI systems that it uses.</summary>
public sealed class WantedSystemsTests
{
    private const string Family = """
        existing-pipelines: [check]
        families:
          build: {title: t, description: d, targets: [T], over: architectures, timeout: 600}
        templates:
          all: {for: all-architectures, description: d, pipelines: {check: [build]}}
        """;

    private const string Both = """
        also:
          github: {checkout: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8, runners: {x64: a}}
          gitlab: {runners: {x64: b}}
        """;

    [Theory]
    [InlineData("systems: [github]", ".github/workflows/check.yml")]
    [InlineData("systems: [gitlab]", ".gitlab-ci.yml")]
    [InlineData("systems: [gitlab, github]", ".github/workflows/check.yml", ".gitlab-ci.yml")]
    public void Systems_that_are_named_alone_have_files_without_a_word_of_Zuul(string systems, params string[] files) =>
        Files(systems).ShouldBe(files);

    [Theory]
    [InlineData("pipelines-file: zuul.d/pipelines.yaml")]
    [InlineData("pipelines-file: zuul.d/pipelines.yaml\nsystems: [zuul, github, gitlab]")]
    public void Without_a_choice_all_that_are_declared_have_files(string systems) => Files(systems).ShouldBe(
    [
        ".github/workflows/check.yml", ".gitlab-ci.yml", "playbooks/build.yaml", "zuul.d/jobs.yaml",
        "zuul.d/project-templates.yaml", "zuul.d/project.yaml",
    ]);

    [Theory]
    [InlineData("systems: [githab]", "ARG0602 p.yaml:1: 'githab' is no choice here")]
    [InlineData("systems: [zuul]", "ARG0617 pipelines: no file of this folder has the key 'pipelines-file'")]
    public void A_wrong_choice_has_its_place(string systems, string message) =>
        Should.Throw<ArgosyException>(() => Files(systems)).Message.ShouldStartWith(message);

    [Fact]
    public void A_system_that_is_named_needs_its_runners() => Should.Throw<ArgosyException>(() =>
            PipelineGeneration.Wanted(OwnProject.With("x64"), Declared($"systems: [github]\n{Family}")))
        .Message.ShouldContain("also: {github: {checkout: …, runners: {…}}}");

    private static IEnumerable<string> Files(string systems) => PipelineGeneration
        .Wanted(OwnProject.With("x64, arm64"), Declared($"{systems}\n{Family}\n{Both}\n")).Files.Select(f => f.Path)
        .Where(f => f is not ("zuul.d/nodesets.yaml" or "zuul.d/pipelines.yaml"));

    private static PipelineDeclarations Declared(string text) =>
        PipelineDeclarations.Read([YamlFile.Parse(text, "p.yaml")]);
}
