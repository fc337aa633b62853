using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Argosy.Cli;

/// <summary>The output of `argosy pipelines check --json`.</summary>
internal sealed record CheckDocument(
    int Repositories, int Files, int Objects, int Errors, int Warnings, int Notes,
    IReadOnlyList<CheckDocument.Entry> Findings)
{
    internal CheckDocument(CheckReport report)
        : this(report.Repositories, report.Files, report.Objects, report.Count(Severity.Error),
            report.Count(Severity.Warning), report.Count(Severity.Note),
            [.. report.Findings.Select(f => new Entry(f))])
    {
    }

    /// <summary>One finding; the severity is error, warning or note, the line is null for a whole file.</summary>
    internal sealed record Entry(
        string Id, string Name, string Severity, string File, int? Line, string Cause, string Remedy)
    {
        internal Entry(Finding f)
            : this(f.Kind.Id, f.Kind.Name, f.Severity.ToString().ToLowerInvariant(), f.Place.What, f.Place.Line,
                f.Cause, f.Remedy)
        {
        }
    }
}
