using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>Makes Zuul's configuration from the model and the declarations.</summary>
internal static class ZuulPlan
{
    public static ZuulConfiguration For(Model model, PipelineDeclarations declarations)
    {
        RefuseOthersProjects(declarations);
        var matrix = new JobMatrix(model, declarations);
        var axes = new Axes(model, declarations.Axes);
        var names = new JobNames(matrix, declarations, axes);
        var declared = new DeclaredJobs(model, declarations, axes, names);
        var uses = new UsePlan(declarations, matrix, names, declared);
        var jobs = matrix.Jobs().Concat(declared.All()).ToList();
        var templates = declarations.Templates.SelectMany(t => Templates(model, uses, axes, t)).ToList();
        var nodeSets = Stanzas("nodeset", declarations.NodeSets, axes);
        var nodes = new PlatformNodes(model, declarations, axes);
        nodes.Check(nodeSets.Select(n => n.Name));
        RefuseTwins("job", jobs.Select(j => j.Name));
        RefuseTwins("nodeset", nodeSets.Select(n => n.Name));
        RefuseTwins("project-template", templates.Select(t => t.Name));
        var projects = new ProjectPlan(model, declarations, axes, uses, templates);
        return new(
            [.. declarations.Pipelines.SelectMany(
                p => Architectures(model, p.For),
                (p, scope) => Pipeline(model, p, axes.For(scope.Single)))],
            [.. NodeSets(nodes, jobs)],
            nodeSets,
            Stanzas("queue", declarations.Queues, axes),
            [.. declarations.Semaphores.Select(s => new Semaphore($"{model.Project.Name}-{s.Name}", s.Why, s.Max))],
            jobs,
            templates,
            declarations.Layout == PipelineLayout.ConfigRepo
                ? [.. projects.Projects()]
                : templates.Count > 0 ? [new(null, [.. templates.Select(t => t.Name)])] : [],
            declarations.Layout == PipelineLayout.ConfigRepo ? projects.Tenant() : null,
            [.. matrix.Playbooks()],
            [.. declarations.Roles.Select(r => new Role(r.Name, r.Title, [.. r.Targets.Select(t => t.Value)]))]);
    }

    private static IReadOnlyList<Stanza> Stanzas(string kind, IReadOnlyList<StanzaDeclaration> declared, Axes axes) =>
    [
        .. declared.SelectMany(d => d.Commented(axes.Over(d.Over)), (d, v) =>
            new Stanza(kind, v.Cell.Fill(d.Name), v.Why, d.EntriesFor(v.Cell))),
    ];

    // Zuul lets an untrusted project configure only itself.
    private static void RefuseOthersProjects(PipelineDeclarations declarations)
    {
        if (declarations.Layout == PipelineLayout.ConfigRepo || declarations.Projects is not [var first, ..]) return;
        throw new ArgosyException(new Diagnostic("ARG0624", first.Name.Place,
            $"'{first.Name.Value}' is configured, but these are the files of one project",
            "Write 'layout: config-repo'."));
    }

    // Zuul treats two jobs of one name as variants of the same job and merges them.
    private static void RefuseTwins(string kind, IEnumerable<string> names)
    {
        var twins = names
            .CountBy(n => n)
            .Where(n => n.Value > 1)
            .Select(n => new Diagnostic("ARG0614", new(PipelineDeclarations.FolderName),
                $"{n.Value} {kind}s would be called '{n.Key}'", "Rename one of them."))
            .ToList();
        if (twins.Count > 0) throw new ArgosyException(twins);
    }

    private static Pipeline Pipeline(Model model, PipelineDeclaration declared, MatrixCell variation) => new(
        declared.Name.For(model, variation.Architecture), declared.Why?.For(model, variation.Architecture),
        declared.Description.For(model, variation.Architecture),
        declared.Manager, declared.Precedence, declared.PostReview,
        declared.More.For(variation),
        [.. Changes("require", declared.Require, variation), .. Changes("reject", declared.Reject, variation)],
        [.. declared.Triggers.Select(t => (t.Connection,
            (IReadOnlyList<Trigger>)[.. t.Events.Select(e => Trigger.Of(e, model, variation))]))],
        [.. declared.Reports.Select(r => new Entry(r.Action, ValueTree.Of(r.Connections, variation.FillKnown)))]);

    private static IEnumerable<Entry> Changes(
        string key, IReadOnlyList<(string Connection, AttributeSet Change)> changes, MatrixCell variation) =>
        changes.Count == 0
            ? []
            : [new(key, new Mapping(
                [.. changes.Select(c => new Entry(c.Connection, new Mapping(c.Change.For(variation))))]))];

    private static IEnumerable<ProjectTemplate> Templates(
        Model model, UsePlan uses, Axes axes, TemplateDeclaration declared) =>
        from scope in Architectures(model, declared.For)
        select new ProjectTemplate(
            declared.Name.For(model, scope.Single), declared.Description.For(model, scope.Single),
            [.. declared.Pipelines.Select(p => uses.Of(p, axes.For(scope.Single), scope.All))]);

    // Only those that a job uses: a tenant need not have nodes for the others.
    private static IEnumerable<NodeSet> NodeSets(PlatformNodes nodes, List<Job> jobs)
    {
        var used = jobs.Select(PlatformNodes.NameOf).ToHashSet(StringComparer.Ordinal);
        return nodes.Generated().Where(n => used.Contains(n.Name));
    }

    private static IEnumerable<ScopedTo> Architectures(Model model, Scope scope) => scope switch
    {
        Scope.BuildMachine => [new(null, [.. model.Architectures.Where(model.IsBaseline)])],
        Scope.AllArchitectures => [new(null, model.Architectures)],
        _ => model.Foreign.Select(a => new ScopedTo(a, [a])),
    };

    /// <summary>The architectures of one copy, and the one in its name.</summary>
    private sealed record ScopedTo(Architecture? Single, IReadOnlyList<Architecture> All);
}
