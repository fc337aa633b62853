using Argosy.Pipelines.Declarations;
using Argosy.Platforms;

namespace Argosy.Pipelines.Portable;

/// <summary>An event with its detail: a tag's pattern (RE2), a time (Zuul's), or nothing.</summary>
internal sealed record PortableEvent(EventKind Kind, string? Detail = null);

/// <summary>A pipeline as every CI system has one: when it runs, and what.</summary>
/// <param name="Name">A file's name; a pipeline for each foreign architecture is one with the baseline's.</param>
/// <param name="Description">For people.</param>
/// <param name="Events">Its triggers.</param>
/// <param name="Families">Its families.</param>
internal sealed record PortablePipeline(
    string Name, string Description, IReadOnlyList<PortableEvent> Events, IReadOnlyList<PortableFamily> Families);

/// <summary>A family in a pipeline.</summary>
/// <param name="Family">The declaration.</param>
/// <param name="Apart">Whether each cell must be a separate job: if jobs wait for their own cell of another family, a
/// matrix would make them wait for all cells, and one failing platform would block the others.</param>
/// <param name="Cells">Its jobs.</param>
internal sealed record PortableFamily(JobFamily Family, bool Apart, IReadOnlyList<PortableCell> Cells)
{
    /// <summary>Whether it is one job, without an architecture.</summary>
    public bool IsSingle => Family.Over == Matrix.Once;
}

/// <summary>One job of a family.</summary>
/// <param name="Name">An architecture's or a platform's name.</param>
/// <param name="Architecture">The architecture it builds for.</param>
/// <param name="Node">The architecture it runs on, as far as nodes are known.</param>
/// <param name="WantsOwn">Whether it belongs on a node of its own architecture, where there is one.</param>
/// <param name="Votes">Whether its failure fails the pipeline.</param>
/// <param name="Seconds">Its timeout.</param>
internal sealed record PortableCell(
    string Name, Architecture Architecture, Architecture Node, bool WantsOwn, bool Votes, int Seconds)
{
    /// <summary>The name of the runner among those that are declared.</summary>
    public string RunnerOf(Runners runners, Model model) =>
        WantsOwn ? runners.ForOwn(Architecture, Node, model) : runners.For(Node, model);

    /// <summary>Whole minutes, the unit of other systems.</summary>
    public int Minutes => (Seconds + 59) / 60;
}
