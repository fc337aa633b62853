namespace Argosy.Engine.Audit;

/// <summary>A process of a trace at one moment; all its threads share it.</summary>
internal sealed class TracedProcess
{
    /// <summary>The program that it runs; null if it hasn't started one yet and is still its parent's copy.</summary>
    public string? Program { get; set; }

    /// <summary>Its working folder.</summary>
    public required string Folder { get; set; }

    /// <summary>Its root folder: empty for the system's own root, null for one that has no name outside.</summary>
    public string? Root { get; set; } = "";

    /// <summary>It belongs to the task.</summary>
    public bool IsTask { get; set; }

    /// <summary>There is no program between it and the engine: the task itself starts its programs.</summary>
    public bool IsDirect { get; set; }

    /// <summary>Its name in a report.</summary>
    public string Name => Program ?? "the task itself";

    /// <summary>A copy of it, as a fork makes one.</summary>
    /// <param name="task">Whether processes that it starts now belong to the task.</param>
    public TracedProcess Fork(bool task) => new()
    {
        Program = Program,
        Folder = Folder,
        Root = Root,
        IsTask = IsTask || task,
        IsDirect = task || IsDirect,
    };

    /// <summary>The absolute path, without following links; null if unknown.</summary>
    /// <param name="path">As the process gave it.</param>
    /// <param name="from">The base folder of a relative path, if the call names it.</param>
    public string? TryResolve(string? path, string? from = null)
    {
        if (string.IsNullOrEmpty(path)) return null;
        if (path[0] != '/') return Clean(Path.Combine(from ?? Folder, path));
        return Root is null ? null : Root.Length == 0 ? Clean(path) : Root + Clean(path);
    }

    private static string Clean(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
