using Argosy.Zuul.Freezing;

namespace Argosy.Cli;

/// <summary>The output of `argosy pipelines freeze --json`.</summary>
internal sealed record FreezeDocument(
    string Project, string Pipeline, string Branch, IReadOnlyList<FreezeDocument.Job> Jobs,
    IReadOnlyList<FreezeDocument.Omission> LeftOut)
{
    internal FreezeDocument(FrozenPipeline frozen)
        : this(frozen.Project, frozen.Pipeline, frozen.Branch, [.. frozen.Jobs.Select(j => new Job(j))],
            [.. frozen.LeftOut.Select(l => new Omission(l.Name, l.Reason, l.Place.What, l.Place.Line))])
    {
    }

    /// <summary>A job that would run; its parents are the nearest first.</summary>
    internal sealed record Job(
        string Name, IReadOnlyList<string> Parents, string? AbsentParent, IReadOnlyList<Attribute> Attributes)
    {
        internal Job(FrozenJob job)
            : this(job.Name, job.Parents, job.AbsentParent,
                [.. job.Attributes.Select(a => new Attribute(a.Name, a.Value, a.Origin.What, a.Origin.Line))])
        {
        }
    }

    /// <summary>One value with its origin; items of lists have the same name.</summary>
    internal sealed record Attribute(string Name, string Value, string File, int? Line);

    /// <summary>A job that wouldn't run.</summary>
    internal sealed record Omission(string Name, string Reason, string File, int? Line);
}
