using Argosy.Pipelines.Portable;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.GitHub;

/// <summary>Workflows of GitHub Actions: one for each pipeline.</summary>
internal static class GitHubWorkflows
{
    /// <summary>All workflows; error ARG0623 if no runners are declared.</summary>
    public static PipelineGeneration Generate(Model model, PipelineDeclarations declarations)
    {
        var gitHub = declarations.Portable.GitHub ?? throw new ArgosyException(new Diagnostic("ARG0623",
            new(PipelineDeclarations.FolderName), "nothing says what GitHub's runners are called",
            "Add 'also: {github: {checkout: …, runners: {…}}}'."));
        var pipelines = new PortablePlan(model, declarations).Pipelines();
        var ignored = declarations.IrrelevantFiles.Select(f => (Regex: f, Glob: PathGlob.TryPath(f))).ToList();
        var triggers = new GitHubTriggers([.. ignored.Select(i => i.Glob).OfType<string>()]);
        var jobs = new GitHubJobs(gitHub, model);
        string[] lost =
        [
            .. UnsupportedFeatures.Everywhere(declarations, pipelines),
            "Of several jobs that wait for one semaphore, GitHub keeps the newest alone and cancels the others.",
            .. ignored.Where(i => i.Glob is null).Select(i => $"Files that start nothing: '{i.Regex}' has no pattern."),
            .. pipelines.SelectMany(p => p.Events).SelectMany(GitHubTriggers.Lost).Distinct(),
        ];
        return new(
            [.. pipelines
                .Select(p => File(p, triggers.Of(p.Events), jobs, lost))
                .OrderBy(f => f.Path, StringComparer.Ordinal)],
            lost);
    }

    private static GeneratedFile File(
        PortablePipeline pipeline, Mapping triggers, GitHubJobs jobs, IReadOnlyList<string> lost) =>
        new($".github/workflows/{pipeline.Name}.yml", YamlWriter.Write(
            GenerationMarks.GitHub.Line, NotExpressed.Comment(pipeline.Description, lost),
            new Mapping(new MappingBuilder()
                .Text("name", pipeline.Name)
                .Tree("on", triggers)
                .Tree("permissions", new MappingBuilder().Text("contents", "read").Build())
                .Tree("jobs", new Mapping([.. pipeline.Families.SelectMany(jobs.Of)], Spaced: true))
                .Build().Entries, Spaced: true)));
}
