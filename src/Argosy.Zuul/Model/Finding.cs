using Argosy.Platforms.Diagnostics;

namespace Argosy.Zuul.Model;

/// <summary>A fault that a check found.</summary>
/// <param name="Kind">The kind of fault; its id is stable.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Place">File and line, relative to the checked folder.</param>
/// <param name="Cause">The fault, in lower case and without a full stop.</param>
/// <param name="Remedy">What to do: a sentence.</param>
public sealed record Finding(FindingKind Kind, Severity Severity, SourceLocation Place, string Cause, string Remedy)
{
    /// <summary>The order of reports: by file, line, id, cause.</summary>
    public static Comparison<Finding> Order { get; } = (a, b) =>
        string.CompareOrdinal(a.Place.What, b.Place.What) is not 0 and var file ? file
        : Nullable.Compare(a.Place.Line, b.Place.Line) is not 0 and var line ? line
        : string.CompareOrdinal(a.Kind.Id, b.Kind.Id) is not 0 and var kind ? kind
        : string.CompareOrdinal(a.Cause, b.Cause);

    /// <summary>The finding as an error that ends a build.</summary>
    public Diagnostic AsDiagnostic() => new(Kind.Id, Place, Cause, Remedy);
}

/// <summary>A kind of fault.</summary>
/// <param name="Id">Stable, as in <c>docs/errors/pipelines.md</c>.</param>
/// <param name="Name">A short name in words joined by hyphens, for tools that show one.</param>
/// <param name="Summary">Its meaning: a sentence.</param>
public sealed record FindingKind(string Id, string Name, string Summary)
{
    internal Finding Error(SourceLocation place, string cause, string remedy) =>
        new(this, Severity.Error, place, cause, remedy);

    internal Finding Warning(SourceLocation place, string cause, string remedy) =>
        new(this, Severity.Warning, place, cause, remedy);

    internal Finding Note(SourceLocation place, string cause, string remedy) =>
        new(this, Severity.Note, place, cause, remedy);
}
