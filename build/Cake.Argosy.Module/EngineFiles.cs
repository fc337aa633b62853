namespace Cake.Argosy.Module;

/// <summary>What the engine keeps for itself in a project: no task makes it, and every task may meet it.</summary>
internal static class EngineFiles
{
    /// <summary>In <c>.argosy/</c>, each with the partial files that it is written by: the lock with who holds it, the link tmp, the
    /// folders of what builds made and of what was moved aside, and the books.</summary>
    public static readonly IReadOnlyList<string> State = ["journal", "inputs", "files", "tools", "lock", "tmp", "alive", "made", "aside"];

    /// <summary>In <c>artifacts/</c>.</summary>
    public static readonly IReadOnlyList<string> Reports = ["report.json", "trace.json", "audit.json"];

    /// <summary>Every task's log.</summary>
    public const string Logs = "artifacts/logs";

    /// <summary>All of them, relative to the project.</summary>
    public static readonly IReadOnlyList<string> All =
        [Logs, .. Reports.Select(r => $"artifacts/{r}"), .. State.Select(s => $".argosy/{s}"), ".argosy/lock.holder"];
}
