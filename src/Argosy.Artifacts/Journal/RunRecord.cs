namespace Argosy.Artifacts.Journal;

/// <summary>How a run of the build ended.</summary>
/// <param name="Ended">Milliseconds since 1970.</param>
/// <param name="Command">Its arguments.</param>
/// <param name="Tasks">The tasks of its graph that are not composite.</param>
/// <param name="Failed">Number of those that failed.</param>
/// <param name="NotRun">Number of those that were not run or were interrupted.</param>
public sealed record RunRecord(
    long Ended, string Command,
    IReadOnlyList<string> Tasks, IReadOnlyList<string> Failed, IReadOnlyList<string> NotRun);
