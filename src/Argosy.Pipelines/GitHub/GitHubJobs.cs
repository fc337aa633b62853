using Argosy.Pipelines.Declarations;
using Argosy.Pipelines.Portable;
using Argosy.Platforms;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.GitHub;

/// <summary>A family's jobs: one with a matrix, or one for each cell where others wait for their own.</summary>
internal sealed class GitHubJobs(GitHubDeclaration gitHub, Model model)
{
    /// <summary>The entries under <c>jobs</c>.</summary>
    public IEnumerable<Entry> Of(PortableFamily family) => family switch
    {
        { IsSingle: true } => [new(family.Family.Name, Job(family.Family, family.Cells[0], family.Family.Title, null))],
        { Apart: true } => family.Cells.Select(c => new Entry($"{family.Family.Name}-{c.Name}",
            Job(family.Family, c, $"{family.Family.Title}, for {c.Name}", c.Name))),
        _ => [new(family.Family.Name, Matrix(family))],
    };

    private Mapping Job(
        JobFamily family, PortableCell cell, string title, string? cellName) =>
        new MappingBuilder()
            .Text("name", title)
            .Texts("needs", family.After is { } after && cellName is not null ? [$"{after.Value}-{cellName}"] : [])
            .Text("runs-on", Runner(cell))
            .Number("timeout-minutes", cell.Minutes)
            .Flag("continue-on-error", cell.Votes ? null : true)
            .Tree("permissions", Permissions(family.Access))
            .Tree("concurrency", Concurrency(family))
            .Tree("steps", Steps(family, cellName))
            .Build();

    private Mapping Matrix(PortableFamily family) => new MappingBuilder()
        .Text("name", $"{family.Family.Title}, for ${{{{ matrix.name }}}}")
        .Text("runs-on", "${{ matrix.runner }}")
        .Tree("timeout-minutes", new Scalar("${{ matrix.minutes }}"))
        .Tree("continue-on-error", new Scalar("${{ !matrix.voting }}"))
        .Tree("permissions", Permissions(family.Family.Access))
        .Tree("concurrency", Concurrency(family.Family))
        .Tree("strategy", new MappingBuilder()
            .Flag("fail-fast", false)
            .Number("max-parallel", family.Family.Semaphore is null ? null : 1)
            .Tree("matrix", Mapping.Of("include", new Sequence([.. family.Cells.Select(c => new Item(Cell(c)))])))
            .Build())
        .Tree("steps", Steps(family.Family, "${{ matrix.name }}"))
        .Build();

    private Mapping Cell(PortableCell cell) => new MappingBuilder()
        .Text("name", cell.Name)
        .Text("runner", Runner(cell))
        .Number("minutes", cell.Minutes)
        .Flag("voting", cell.Votes)
        .Build();

    // An architecture without runners is built under emulation, as it is where it has no nodes.
    private string Runner(PortableCell cell) => cell.RunnerOf(gitHub.Runners, model);

    private Mapping? Concurrency(JobFamily family) => family.Semaphore is not { } semaphore
        ? null
        : new MappingBuilder()
            .Text("group", $"{model.Project.Name}-{semaphore.Value}")
            .Flag("cancel-in-progress", false)
            .Build();

    // Those of a job replace the workflow's; the source must be readable.
    private static Mapping? Permissions(JobAccess access) => access.Permissions.Count == 0
        ? null
        : new MappingBuilder()
            .Text("contents", access.Permissions.Any(p => p.Scope == Permission.Contents) ? null : "read")
            .Entries(access.Permissions.Select(p => new Entry(
                EnumParser.Spelt(p.Scope), new Scalar(EnumParser.Spelt(p.Level)))))
            .Build();

    // In the steps that need them alone.
    private static Mapping? Secrets(JobAccess access) => access.Secrets.Count == 0
        ? null
        : new([.. access.Secrets.Select(s => new Entry(s.Value, new Scalar($"${{{{ secrets.{s.Value} }}}}")))]);

    private Sequence Steps(JobFamily family, string? cell) => new(
    [
        new(new MappingBuilder()
            .Text("uses", gitHub.Checkout)
            .Tree("with", family.Access.History ? new MappingBuilder().Number("fetch-depth", 0).Build() : null)
            .Build()),
        .. family.Targets.Select(t => t.Value).Select(t => new Item(new MappingBuilder()
            .Text("name", $"Run target {t}")
            .Tree("env", Secrets(family.Access))
            .Text("run", BuildCall.Of(t, family.Over, cell))
            .Build())),
    ]);
}
