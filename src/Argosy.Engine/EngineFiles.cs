namespace Argosy.Engine;

/// <summary>The engine's own files in a project: no task makes them, and every task may see them.</summary>
internal static class EngineFiles
{
    /// <summary>In <c>.argosy/</c>, each with its partial files: the lock with its holder, the link tmp, the
    /// folders with the records of outputs and with the files moved aside, the journals, and the snapshot of the
    /// last run without work.</summary>
    public static readonly IReadOnlyList<string> State =
        ["journal", "inputs", "files", "tools", "lock", "tmp", "alive", "made", "aside", "noop"];

    /// <summary>In <c>artifacts/</c>.</summary>
    public static readonly IReadOnlyList<string> Reports = ["report.json", "trace.json", "audit.json"];

    /// <summary>Every task's log.</summary>
    public const string Logs = "artifacts/logs";

    /// <summary>All of them, relative to the project.</summary>
    public static readonly IReadOnlyList<string> All =
        [Logs, .. Reports.Select(r => $"artifacts/{r}"), .. State.Select(s => $".argosy/{s}"), ".argosy/lock.holder"];
}
