using Argosy.Zuul.Model;
using Argosy.Zuul.Reading;

namespace Argosy.Zuul.Checking;

/// <summary>A configuration's objects by name, for rules and freezing.</summary>
internal sealed class Layout
{
    private static readonly IReadOnlyList<ZuulObject> s_none = [];
    private readonly Dictionary<string, ILookup<string, ZuulObject>> _named;

    public Layout(Configuration configuration)
    {
        Configuration = configuration;
        _named = configuration.Objects.GroupBy(o => o.Kind).ToDictionary(
            kind => kind.Key, kind => kind.Where(o => o.Name is not null).ToLookup(o => o.Name!.Value));
        Variants = [.. Of("job").Where(o => o.Name is not null)
            .Select(o => new JobVariant(o.Name!.Value, o.Body, o.Name.Place, o.Source, o.Branches))];
        Jobs = Variants.GroupBy(j => j.Name)
            .ToDictionary(g => g.Key, IReadOnlyList<JobVariant> (g) => [.. g]);
        ProjectPipelines = [.. configuration.Objects
            .Where(o => o.Kind is "project" or "project-template")
            .SelectMany(ProjectPipeline.Of)];
        _ofOwner = ProjectPipelines.ToLookup(p => p.Owner);
        Chains = new(this);
    }

    private readonly ILookup<ZuulObject, ProjectPipeline> _ofOwner;

    /// <summary>The job that each tenant has: it runs nothing, and succeeds.</summary>
    public const string NoopJob = "noop";

    public Configuration Configuration { get; }

    /// <summary>All variants of all jobs, in the order in which Zuul reads them.</summary>
    public IReadOnlyList<JobVariant> Variants { get; }

    /// <summary>Jobs by name, each with its variants in the order in which Zuul applies them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JobVariant>> Jobs { get; }

    /// <summary>The pipelines of projects and templates.</summary>
    public IReadOnlyList<ProjectPipeline> ProjectPipelines { get; }

    /// <summary>The jobs' inheritance.</summary>
    public JobChains Chains { get; }

    /// <summary>All objects of a kind.</summary>
    public IEnumerable<ZuulObject> Of(string kind) => Configuration.Objects.Where(o => o.Kind == kind);

    /// <summary>The objects of a kind and name; empty if there is none.</summary>
    public IEnumerable<ZuulObject> Find(string kind, string name) =>
        _named.TryGetValue(kind, out var named) ? named[name] : s_none;

    /// <summary>Whether there is an object of that kind and name.</summary>
    public bool Has(string kind, string name) => kind == "job"
        ? Jobs.ContainsKey(name) || name == NoopJob
        : _named.TryGetValue(kind, out var named) && named.Contains(name);

    /// <summary>All names of a kind.</summary>
    public IEnumerable<string> Names(string kind) =>
        _named.TryGetValue(kind, out var named) ? named.Select(g => g.Key) : [];

    /// <summary>The pipelines of one project stanza or template.</summary>
    public IEnumerable<ProjectPipeline> PipelinesOf(ZuulObject owner) => _ofOwner[owner];

    /// <summary>The name of a stanza's project: its own repository's if it names none.</summary>
    public static string ProjectOf(ZuulObject stanza) =>
        stanza.Name?.Value is { } name ? Unqualified(name) : stanza.Source.Name;

    /// <summary>A project's name without the host that Zuul may put before it.</summary>
    public static string Unqualified(string name) =>
        name.Split('/', 2) is [var host, var rest] && host.Contains('.', StringComparison.Ordinal) ? rest : name;
}
