namespace Argosy.Engine.Audit;

/// <summary>The audit's result for one task.</summary>
/// <param name="Task">Its name.</param>
/// <param name="Findings">By kind, then by path; hints last.</param>
/// <param name="OtherPrograms">Programs that its own programs started.</param>
internal sealed record TaskAudit(string Task, IReadOnlyList<Finding> Findings, IReadOnlyList<string> OtherPrograms)
{
    /// <summary>Its output, if it failed.</summary>
    public string? Failure { get; init; }

    /// <summary>The number of findings that are not hints.</summary>
    public int Errors => Findings.Count(f => !f.IsHint);
}
