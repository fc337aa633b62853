using Argosy.Adoption.Proposals;
using Argosy.Yaml.Writing;

namespace Argosy.Adoption.Writing;

/// <summary>Writes pipelines/jobs.yaml: one family of jobs that builds and proves everything, in the check pipeline.
/// </summary>
internal static class PipelineFile
{
    // A version of the action that GitHub's own documentation uses, by its commit.
    private const string Checkout = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8";

    /// <summary>The file; null without a CI system.</summary>
    public static PlannedFile? Write(ProjectProposal project, PlatformChoice choice)
    {
        if (project.Ci.Count == 0) return null;
        List<Entry> entries =
        [
            .. Systems(project.Ci),
            new("existing-pipelines", FlowText.List(["check", "gate"]), "the tenant's"),
            new("families", Mapping.Of("build", new Mapping(
            [
                new("title", new Scalar("Build and prove everything")),
                new("description", new Scalar("Builds what argosy.yaml declares, and proves it.")),
                new("targets", FlowText.List(["Verify"])),
                new("over", new Scalar("architectures")),
                new("timeout", new Scalar("7200", ScalarKind.Literal),
                    $"seconds on {Platforms.Architecture.DefaultBaseline}"),
            ]))),
            new("templates", Mapping.Of("{project}-jobs", new Mapping(
            [
                new("for", new Scalar("all-architectures")),
                new("description", new Scalar("What runs for a change of {project}.")),
                new("pipelines", Mapping.Of("check", FlowText.List(["build"]))),
            ]))),
        ];
        var also = Also(project.Ci, choice).ToList();
        if (also.Count > 0) entries.Add(
            new("also", new Mapping(also), "runners by architecture; another one is built where the first one is"));
        return new("pipelines/jobs.yaml", YamlWriter.Write(
            "# CI jobs: './build.sh --target=Pipelines' writes their files for each system.",
            string.Join('\n', project.Ci.Select(c => $"{c.System}: guessed from {c.From}")
                .Concat(project.Ci.SelectMany(c => c.Remarks))),
            new Mapping(entries, Spaced: true)));
    }

    // Zuul's files are the default, beside those that 'also' asks for.
    private static IEnumerable<Entry> Systems(IReadOnlyList<CiProposal> systems)
    {
        if (systems.Any(c => c.System == CiSystem.Zuul))
            yield return new("pipelines-file", new Scalar("zuul.d/pipelines.yaml"),
                "for pipelines of the project's own, which only a config project of Zuul may have");
        else
            yield return new("systems",
                FlowText.List([.. systems.Select(c => $"{c.System}".ToLowerInvariant()).Distinct()]),
                "with zuul, zuul.d/ is generated, too");
    }

    private static IEnumerable<Entry> Also(IReadOnlyList<CiProposal> systems, PlatformChoice choice)
    {
        if (systems.FirstOrDefault(c => c.System == CiSystem.GitHub) is { } github)
            yield return new("github", new Mapping(
            [
                new("checkout", new Scalar(github.Checkout ?? Checkout),
                    github.Checkout is null ? "a commit: a tag can be moved" : "guessed from the existing workflows"),
                new("runners",
                    Runners(choice, a =>
                    a == Platforms.Architecture.DefaultBaseline ? "ubuntu-24.04" : $"ubuntu-24.04-{a.Name}",
                    "GitHub's own")),
            ]));
        if (systems.Any(c => c.System == CiSystem.GitLab))
            yield return new("gitlab", new Mapping(
                [new("runners", Runners(choice, a => a.DotnetRid, "guessed: write the tags of your runners"))]));
    }

    // GitHub has runners of its own for two architectures.
    private static YamlTree Runners(PlatformChoice choice, Func<Platforms.Architecture, string> name, string comment)
    {
        var own = Platforms.Architecture.All.Take(2)
            .Where(a => a == Platforms.Architecture.DefaultBaseline || choice.Architectures.Contains(a));
        return new Mapping(
            [.. own.Index()
            .Select(a => new Entry(a.Item.Name, new Scalar(name(a.Item)), a.Index == 0 ? comment : null))]);
    }
}
