namespace Argosy.Pipelines.Zuul;

/// <summary>Limits how many jobs that use it run at once.</summary>
internal sealed record Semaphore(string Name, string? Why, int Max);
