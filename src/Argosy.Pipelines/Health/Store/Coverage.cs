namespace Argosy.Pipelines.Health.Store;

/// <summary>A span of time of which all builds have been read.</summary>
/// <param name="First">The earliest start.</param>
/// <param name="Until">The latest start.</param>
internal sealed record Coverage(DateTimeOffset First, DateTimeOffset Until);
