using Argosy.Pipelines.Declarations;
using Argosy.Pipelines.Portable;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.GitLab;

/// <summary>GitLab's single file with all pipelines: a stage for each, whose jobs run at its events.</summary>
internal static class GitLabPipeline
{
    /// <summary>The file; error ARG0623 if no runners are declared.</summary>
    public static PipelineGeneration Generate(Model model, PipelineDeclarations declarations)
    {
        var gitLab = declarations.Portable.GitLab ?? throw new ArgosyException(new Diagnostic("ARG0623",
            new(PipelineDeclarations.FolderName), "nothing says what GitLab's runners are called",
            "Add 'also: {gitlab: {runners: {…}}}'."));
        var pipelines = new PortablePlan(model, declarations).Pipelines();
        var jobs = new GitLabJobs(gitLab, model);
        string[] lost =
        [
            .. UnsupportedFeatures.Everywhere(declarations, pipelines),
            .. declarations.IrrelevantFiles.Count > 0
                ? (string[])["Files that start nothing by themselves: rules know only files that start something."]
                : [],
            "In a matrix every job has the longest time that one of them needs.",
            .. pipelines.SelectMany(Schedules),
            .. Secrets(pipelines),
        ];
        var file = YamlWriter.Write(
            GenerationMarks.GitLab.Line,
            NotExpressed.Comment($"The pipelines of {model.Project.Name}.", lost),
            new Mapping(new MappingBuilder()
                .Texts("stages", [.. pipelines.Select(p => p.Name)])
                .Tree("default", gitLab.Image is { } image ? new MappingBuilder().Text("image", image).Build() : null)
                .Entries(pipelines
                    .SelectMany(p => p.Families)
                    .Select(f => f.Family)
                    .DistinctBy(f => f.Name)
                    .Select(jobs.Template))
                .Entries(pipelines.SelectMany(p => p.Families.SelectMany(f => jobs.Of(p, f))))
                .Build().Entries, Spaced: true));
        return new([new(".gitlab-ci.yml", file)], lost);
    }

    private static IEnumerable<string> Secrets(IReadOnlyList<PortablePipeline> pipelines) =>
        pipelines.SelectMany(p => p.Families).SelectMany(f => f.Family.Access.Secrets).Select(s => s.Value).Distinct()
            .ToList() is { Count: > 0 } names
            ? [$"Secrets are made in GitLab itself, as protected and masked variables: {string.Join(", ", names)}."]
            : [];

    private static IEnumerable<string> Schedules(PortablePipeline pipeline) =>
        pipeline.Events
            .Where(e => e.Detail is not null && e.Kind == EventKind.Schedule)
            .Select(e => CronTime.FromZuul(e.Detail!))
            .SelectMany(t => t.Lost.Select(l => $"Of the schedule: {l}.").Prepend(
                $"Schedules are made in GitLab itself: '{t.Cron}', "
                + $"with {GitLabRules.PipelineVariable} set to {pipeline.Name}."));
}
