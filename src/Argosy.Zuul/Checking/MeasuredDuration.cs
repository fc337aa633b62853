namespace Argosy.Zuul.Checking;

/// <summary>A job's measured duration.</summary>
/// <param name="Project">The project.</param>
/// <param name="Job">The job.</param>
/// <param name="P95">The 95th percentile of its passed builds, in seconds.</param>
public sealed record MeasuredDuration(string Project, string Job, double P95);
