using Argosy.Pipelines.Emission;

namespace Argosy.Pipelines.Zuul;

/// <summary>Zuul's objects as YAML, keys in the order of Zuul's documentation.</summary>
internal static partial class ZuulYaml
{
    public static Item Of(NodeSet set) => Stanza("nodeset", new MappingBuilder()
        .Text("name", set.Name)
        .Tree("nodes", new Sequence([new(new MappingBuilder().Text("name", NodeName).Text("label", set.Label).Build())])));

    public static Item Of(Semaphore semaphore) => Stanza("semaphore", new MappingBuilder()
        .Text("name", semaphore.Name)
        .Number("max", semaphore.Max), semaphore.Why);

    public static Item Of(Job job) => Stanza("job", new MappingBuilder()
        .Text("name", job.Name)
        .Text("parent", job.Parent)
        .Prose("description", job.Description)
        .Flag("abstract", job.Abstract ? true : null)
        .Flag("voting", job.Voting ? null : false)
        .Text("nodeset", job.NodeSet)
        .Number("timeout", job.Timeout)
        .Text("semaphore", job.Semaphore)
        .Text("run", job.Run)
        .Texts("irrelevant-files", job.IrrelevantFiles)
        .Tree("vars", Variables(job)));

    public static Item Of(ProjectTemplate template) => template.Pipelines.Aggregate(
        new MappingBuilder().Text("name", template.Name).Prose("description", template.Description),
        (map, pipeline) => map.Tree(pipeline.Pipeline, Mapping.Of("jobs", new Sequence([.. pipeline.Jobs.Select(Use)]))),
        map => Stanza("project-template", map));

    public static Item Of(ProjectStanza project) =>
        Stanza("project", new MappingBuilder().Texts("templates", project.Templates));

    // What a playbook's "hosts: all" finds; one node a job, so one name is enough.
    private const string NodeName = "builder";

    private static Item Use(JobUse use)
    {
        var changes = new MappingBuilder()
            .Flag("voting", use.Voting ? null : false)
            .Texts("dependencies", use.Dependencies)
            .Build();
        return new(changes.Entries.Count == 0 ? new Scalar(use.Job) : Mapping.Of(use.Job, changes));
    }

    private static Mapping? Variables(Job job) => job.Variables.Count == 0
        ? null
        : new([.. job.Variables.Select(v => new Entry(v.Name, new Scalar(v.Value)))]);

    private static Item Stanza(string kind, MappingBuilder map, string? comment = null) =>
        new(Mapping.Of(kind, map.Build()), comment);
}
