namespace Argosy.JobHealth.Store;

/// <summary>A span of time whose builds have all been read.</summary>
/// <param name="First">The earliest start.</param>
/// <param name="Until">The latest start.</param>
internal sealed record ReadSpan(DateTimeOffset First, DateTimeOffset Until);
