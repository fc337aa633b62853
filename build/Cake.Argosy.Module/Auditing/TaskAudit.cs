namespace Cake.Argosy.Module.Auditing;

/// <summary>What an audit says of one task.</summary>
/// <param name="Task">Its name.</param>
/// <param name="Findings">By kind, then by path; hints last.</param>
/// <param name="OtherPrograms">Programs that its own programs started.</param>
internal sealed record TaskAudit(string Task, IReadOnlyList<Finding> Findings, IReadOnlyList<string> OtherPrograms)
{
    /// <summary>All it printed, where it failed.</summary>
    public string? Failure { get; init; }

    /// <summary>Findings that are no mere hints.</summary>
    public int Errors => Findings.Count(f => !f.IsHint);
}
