namespace Argosy.JobHealth.Store;

/// <summary>A span of time of which all builds have been read.</summary>
/// <param name="First">The earliest start.</param>
/// <param name="Until">The latest start.</param>
internal sealed record ReadSpan(DateTimeOffset First, DateTimeOffset Until);
