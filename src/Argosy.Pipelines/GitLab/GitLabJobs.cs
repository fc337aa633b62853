using Argosy.Pipelines.Declarations;
using Argosy.Pipelines.Portable;
using Argosy.Platforms;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.GitLab;

/// <summary>A family's jobs: a hidden one with what is done, and in each pipeline those that vote and those that don't.
/// </summary>
internal sealed class GitLabJobs(GitLabDeclaration gitLab, Model model)
{
    private const string Architecture = "ARCH";
    private const string Platform = "PLATFORM";
    private const string Runner = "RUNNER";

    /// <summary>The hidden job, which others extend.</summary>
    public Entry Template(JobFamily family) => new($".{family.Name}", new MappingBuilder()
        .Texts("script", [.. family.Targets.Select(t =>
            BuildCall.Of(t.Value, family.Over, $"${VariableOf(family)}"))])
        .Tree("variables", family.Access.History ? new MappingBuilder().Text("GIT_DEPTH", "0").Build() : null)
        .Text("resource_group", family.Semaphore is { } semaphore ? $"{model.Project.Name}-{semaphore.Value}" : null)
        .Build());

    /// <summary>The jobs of one pipeline.</summary>
    public IEnumerable<Entry> Of(PortablePipeline pipeline, PortableFamily family)
    {
        var name = Name(pipeline, family.Family.Name);
        if (family.IsSingle) return [new(name, Job(pipeline, family.Family, [family.Cells[0]], null))];
        if (family.Apart)
            return family.Cells.Select(c => new Entry($"{name}-{c.Name}", Job(pipeline, family.Family, [c], c.Name)));
        return family.Cells.GroupBy(c => c.Votes).OrderByDescending(g => g.Key)
            .Select(g => new Entry(g.Key ? name : $"{name}:non-voting", Job(pipeline, family.Family, [.. g], null)));
    }

    private static string Name(PortablePipeline pipeline, string family) => $"{pipeline.Name}:{family}";

    private Mapping Job(PortablePipeline pipeline, JobFamily family, IReadOnlyList<PortableCell> cells, string? apart)
    {
        var isMatrix = apart is null && family.Over != Matrix.Once;
        return new MappingBuilder()
            .Text("extends", $".{family.Name}")
            .Text("stage", pipeline.Name)
            .Texts("needs", apart is not null && family.After is { } after
                ? [$"{Name(pipeline, after.Value)}-{apart}"]
                : [])
            .Texts("tags", [isMatrix ? $"${Runner}" : Tag(cells[0])])
            .Text("timeout", $"{cells.Max(c => c.Minutes)} minutes")
            .Flag("allow_failure", cells.All(c => c.Votes) ? null : true)
            .Tree("parallel", isMatrix
                ? Mapping.Of("matrix", new Sequence(
                    [.. cells.Select(c => new Item(Variables(family, c, withRunner: true)))]))
                : null)
            .Tree("variables", apart is null ? null : Variables(family, cells[0], withRunner: false))
            .Tree("rules", GitLabRules.Of(pipeline))
            .Build();
    }

    private static string VariableOf(JobFamily family) =>
        family.Over == Matrix.Platforms ? Platform : Architecture;

    private Mapping Variables(JobFamily family, PortableCell cell, bool withRunner) => new MappingBuilder()
        .Text(VariableOf(family), cell.Name)
        .Text(Runner, withRunner ? Tag(cell) : null)
        .Build();

    // An architecture without runners is built under emulation, like one without nodes.
    private string Tag(PortableCell cell) =>
        cell.RunnerOf(gitLab.Runners, model);
}
