using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Pipelines.Zuul;

/// <summary>Makes Zuul's configuration from the model and the declarations.</summary>
internal static class ZuulPlan
{
    public static ZuulConfiguration For(Model model, PipelineDeclarations declarations)
    {
        var matrix = new JobMatrix(model, declarations);
        var jobs = matrix.Jobs().ToList();
        var templates = declarations.Templates.SelectMany(t => Templates(model, declarations, matrix, t)).ToList();
        RefuseTwins("job", jobs.Select(j => j.Name));
        RefuseTwins("project-template", templates.Select(t => t.Name));
        return new(
            [.. declarations.Pipelines.SelectMany(p => Architectures(model, p.For), (p, scope) => Pipeline(model, p, scope))],
            [.. NodeSets(model, jobs)],
            [.. declarations.Semaphores.Select(s => new Semaphore($"{model.Project.Name}-{s.Name}", s.Why, s.Max))],
            jobs,
            templates,
            new([.. templates.Select(t => t.Name)]),
            [.. matrix.Playbooks()]);
    }

    // Zuul takes two jobs of one name for variants of the same job and merges them.
    private static void RefuseTwins(string kind, IEnumerable<string> names)
    {
        var twins = names.CountBy(n => n).Where(n => n.Value > 1).Select(n => new Diagnosis("ARG0614",
            new(PipelineDeclarations.FolderName), $"{n.Value} {kind}s would be called '{n.Key}'", "Rename one of them.")).ToList();
        if (twins.Count > 0) throw new ArgosyException(twins);
    }

    private static Pipeline Pipeline(Model model, PipelineDeclaration declared, ScopedTo scope) => new(
        declared.Name.For(model, scope.Single), declared.Why?.For(model, scope.Single),
        declared.Description.For(model, scope.Single), declared.Manager, declared.Precedence, declared.PostReview,
        declared.Require,
        [.. declared.Triggers.Select(t => (t.Connection, Triggers(model, t.Events, scope)))],
        declared.Success, declared.Failure);

    private static IReadOnlyList<Trigger> Triggers(Model model, IReadOnlyList<TriggerDeclaration> events, ScopedTo scope) =>
        [.. events.Select(e => e.For(model, scope.Single))];

    private static IEnumerable<ProjectTemplate> Templates(
        Model model, PipelineDeclarations declarations, JobMatrix matrix, TemplateDeclaration declared) =>
        from scope in Architectures(model, declared.For)
        select new ProjectTemplate(
            declared.Name.For(model, scope.Single), declared.Description.For(model, scope.Single),
            [.. declared.Pipelines.Select(p => new PipelineJobs(
                p.Pipeline.For(model, scope.Single),
                [.. p.Families.SelectMany(f => Uses(declarations, matrix, f.Value, scope.All))]))]);

    private static IEnumerable<JobUse> Uses(
        PipelineDeclarations declarations, JobMatrix matrix, string name, IReadOnlyList<Architecture> architectures)
    {
        var family = declarations.Families.Single(f => f.Name == name);
        var before = family.After is { } after ? declarations.Families.Single(f => f.Name == after.Value) : null;
        return matrix.Cells(family, architectures).Select(cell => new JobUse(
            cell.Job, JobMatrix.Votes(family, cell.Platform.Architecture),
            before is null
                ? []
                : [.. matrix.Cells(before, architectures).Where(c => c.Platform == cell.Platform).Select(c => c.Job)]));
    }

    // Only those that a job runs on: a tenant need not have nodes nobody asks for.
    private static IEnumerable<NodeSet> NodeSets(Model model, List<Job> jobs)
    {
        var builder = Architecture.All.Single(a => a.IsBuildMachine);
        return model.Distributions.SelectMany(d => model.Architectures.Prepend(builder).Distinct()
                .Select(a => NodeSet.For(model, new(d, a))))
            .Where(n => jobs.Any(j => j.NodeSet == n.Name));
    }

    private static IEnumerable<ScopedTo> Architectures(Model model, Scope scope) => scope switch
    {
        Scope.BuildMachine => [new(null, [.. model.Architectures.Where(a => a.IsBuildMachine)])],
        Scope.AllArchitectures => [new(null, model.Architectures)],
        _ => model.Architectures.Where(a => !a.IsBuildMachine).Select(a => new ScopedTo(a, [a])),
    };

    /// <summary>The architectures of one copy, and the one it is named after.</summary>
    private sealed record ScopedTo(Architecture? Single, IReadOnlyList<Architecture> All);
}
