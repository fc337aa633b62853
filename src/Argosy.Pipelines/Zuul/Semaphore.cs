namespace Argosy.Pipelines.Zuul;

/// <summary>Bounds how many jobs that name it run at once.</summary>
internal sealed record Semaphore(string Name, string? Why, int Max);
