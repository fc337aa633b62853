using Argosy.Pipelines.Declarations;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>Zuul's objects as YAML, keys in the order of Zuul's documentation.</summary>
internal static partial class ZuulYaml
{
    public static Item Of(NodeSet set) => Stanza("nodeset", new MappingBuilder()
        .Text("name", set.Name)
        .Tree("nodes", new Sequence(
            [new(new MappingBuilder().Text("name", NodeName).Text("label", set.Label).Build())])));

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
        .Text("post-run", job.PostRun)
        .Tree("vars", Variables(job))
        .Entries(job.More)
        .Sorted(s_jobOrder), job.Why);

    public static Item Of(ProjectTemplate template) => Stanza("project-template", new MappingBuilder()
        .Text("name", template.Name)
        .Prose("description", template.Description)
        .Entries(template.Pipelines.Select(Of)));

    public static Item Of(ProjectStanza project) => Stanza("project", new MappingBuilder()
        .Text("name", project.Name)
        .Entries(project.Attributes)
        .Texts("templates", project.Templates)
        .Entries(project.Pipelines.Select(Of)), project.Why);

    public static Item Of(Stanza stanza) =>
        Stanza(stanza.Kind, new MappingBuilder().Text("name", stanza.Name).Entries(stanza.Attributes), stanza.Why);

    public static Item Of(TenantStanza tenant) => Stanza("tenant", new MappingBuilder()
        .Text("name", tenant.Name)
        .Entries(tenant.Attributes)
        .Tree("source", new Mapping([.. tenant.Sources.Select(s => new Entry(s.Connection, new MappingBuilder()
            .Texts("config-projects", s.ConfigProjects)
            .Texts("untrusted-projects", s.UntrustedProjects)
            .Build()))])));

    private static readonly IReadOnlyList<string> s_jobOrder =
        ["name", .. ZuulAttributes.Job.Select(a => a.Key)];

    // The host of a playbook's "hosts: all"; each job has one node, so one name is enough.
    private const string NodeName = "builder";

    private static Entry Of(PipelineJobs pipeline) => new(pipeline.Pipeline, new MappingBuilder()
        .Entries(pipeline.More)
        .Tree("jobs", new Sequence([.. pipeline.Jobs.Select(Use)]))
        .Build());

    private static Item Use(JobUse use) =>
        new(use.Changes.Count == 0 ? new Scalar(use.Job) : Mapping.Of(use.Job, new Mapping(use.Changes)));

    private static Mapping? Variables(Job job) => job.Variables.Count == 0
        ? null
        : new([.. job.Variables.Select(v => new Entry(v.Name, new Scalar(v.Value)))]);

    private static Item Stanza(string kind, MappingBuilder map, string? comment = null) =>
        new(Mapping.Of(kind, map.Build()), comment);
}
