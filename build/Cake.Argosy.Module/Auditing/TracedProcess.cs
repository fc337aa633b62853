namespace Cake.Argosy.Module.Auditing;

/// <summary>A process of a trace, as it is at one moment of it; all its threads share it.</summary>
internal sealed class TracedProcess
{
    /// <summary>The program that it runs; null where it hasn't started one yet and still is its parent's copy.</summary>
    public string? Program { get; set; }

    /// <summary>Its working folder.</summary>
    public required string Folder { get; set; }

    /// <summary>What it sees as <c>/</c>: empty for the system's own root, null for one that can't be named from
    /// outside.</summary>
    public string? Root { get; set; } = "";

    /// <summary>It runs on behalf of the task.</summary>
    public bool IsTask { get; set; }

    /// <summary>No program stands between it and the engine: what it starts, the task itself starts.</summary>
    public bool IsDirect { get; set; }

    /// <summary>What it is called in a report.</summary>
    public string Name => Program ?? "the task itself";

    /// <summary>A copy of it, as a fork makes one.</summary>
    /// <param name="task">Whether what this very process starts now is the task's.</param>
    public TracedProcess Fork(bool task) => new()
    {
        Program = Program,
        Folder = Folder,
        Root = Root,
        IsTask = IsTask || task,
        IsDirect = task || IsDirect,
    };

    /// <summary>The absolute path, without links being followed; null where it can't be told.</summary>
    /// <param name="path">As the process gave it.</param>
    /// <param name="from">The folder that a relative one starts from, where the call names it.</param>
    public string? TryResolve(string? path, string? from = null)
    {
        if (string.IsNullOrEmpty(path)) return null;
        if (path[0] != '/') return Clean(Path.Combine(from ?? Folder, path));
        return Root is null ? null : Root.Length == 0 ? Clean(path) : Root + Clean(path);
    }

    private static string Clean(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
