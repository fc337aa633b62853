using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>The jobs that a template or a project runs in its pipelines.</summary>
internal sealed class UsePlan(PipelineDeclarations declarations, JobMatrix matrix, JobNames names, DeclaredJobs jobs)
{
    /// <summary>A pipeline with its jobs.</summary>
    /// <param name="use">As declared.</param>
    /// <param name="variation">The template's cell.</param>
    /// <param name="architectures">The architectures whose jobs it lists.</param>
    public PipelineJobs Of(PipelineUse use, MatrixCell variation, IReadOnlyList<Architecture> architectures) => new(
        variation.Fill(use.Pipeline),
        use.More.For(variation),
        [.. use.Jobs.SelectMany(j => Uses(j, variation, architectures))]);

    private IEnumerable<JobUse> Uses(
        UseDeclaration use, MatrixCell variation, IReadOnlyList<Architecture> architectures)
    {
        var changes = jobs.Changes(use.Changes, variation, architectures);
        return declarations.Families.FirstOrDefault(f => f.Name == use.Name.Value) is { } family
            ? matrix.Cells(family, architectures)
                .Select(c => new JobUse(c.Job, Merged(OfFamily(family, c, architectures), changes)))
            : names.Find(use.Name, variation, architectures).Select(n => new JobUse(n, changes));
    }

    // The attributes that follow from the family, for one of its cells.
    private IReadOnlyList<Entry> OfFamily(JobFamily family, Cell cell, IReadOnlyList<Architecture> architectures)
    {
        var before = family.After is { } after ? declarations.Families.Single(f => f.Name == after.Value) : null;
        return new MappingBuilder()
            .Flag("voting", matrix.Votes(family, cell.Platform.Architecture) ? null : false)
            .Texts("dependencies", before is null
                ? []
                : [.. matrix.Cells(before, architectures).Where(c => c.Platform == cell.Platform).Select(c => c.Job)])
            .Build().Entries;
    }

    private static IReadOnlyList<Entry> Merged(IReadOnlyList<Entry> own, IReadOnlyList<Entry> changes) =>
        [.. own.Where(o => changes.All(c => c.Key != o.Key)), .. changes];
}
