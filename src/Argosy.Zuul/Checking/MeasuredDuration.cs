namespace Argosy.Zuul.Checking;

/// <summary>How long a job takes, as its builds were measured.</summary>
/// <param name="Project">The project.</param>
/// <param name="Job">The job.</param>
/// <param name="P95">Seconds that 95 % of its passed builds stay below.</param>
public sealed record MeasuredDuration(string Project, string Job, double P95);
