using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Zuul;

/// <summary>Resolves job names in the declarations: to jobs of a family, of a declaration, or defined
/// elsewhere.</summary>
/// <remarks>A reference to a job of several axes fixes the points that both share, and matches all others: a release
/// over platforms waits for the publication of its own platform, a single release waits for all of them.</remarks>
internal sealed class JobNames(JobMatrix matrix, PipelineDeclarations declarations, Axes axes)
{
    private readonly ILookup<string, (string Name, MatrixCell Cell)> _declared = declarations.Jobs
        .SelectMany(j => axes.Over(j.Over), (j, v) => (Written: j.Name.Value, Name: v.Fill(j.Name), Cell: v))
        .ToLookup(j => j.Written, j => (j.Name, j.Cell));

    /// <summary>The jobs of that name among these architectures, with the architecture of each; error ARG0604 if there
    /// is none.</summary>
    /// <param name="name">As written: with placeholders, or the full name of one job.</param>
    /// <param name="from">The referring cell.</param>
    /// <param name="architectures">The architectures to search.</param>
    public IReadOnlyList<string> Find(YamlText name, MatrixCell from, IReadOnlyList<Architecture> architectures)
    {
        if (declarations.Families.FirstOrDefault(f => f.Name == name.Value) is { } family)
            return [.. matrix.Cells(family, architectures).Select(c => c.Job)];
        if (_declared.Contains(name.Value))
        {
            return [.. _declared[name.Value].Where(j => j.Cell.Agrees(from)
                && (j.Cell.Architecture is not { } a || architectures.Contains(a))).Select(j => j.Name)];
        }

        if (declarations.ExistingJobs.Any(j => j.Value == name.Value)) return [from.Fill(name)];
        if (_declared.SelectMany(j => j).Any(j => j.Name == name.Value)) return [name.Value];
        throw new ArgosyException(new Diagnostic("ARG0604", name.Place, $"unknown job or family '{name.Value}'",
            Suggestion.TryNearest(name.Value, Known) is { } near
                ? $"Did you mean '{near}'?"
                : "Declare it, or list it under 'existing-jobs'."));
    }

    private IEnumerable<string> Known => declarations.Families.Select(f => f.Name)
        .Concat(_declared.Select(j => j.Key)).Concat(declarations.ExistingJobs.Select(j => j.Value));
}
