namespace Argosy.Engine.Audit;

/// <summary>The net effect of a task on a path.</summary>
internal enum Effect
{
    /// <summary>Read or executed, and not changed.</summary>
    Read,

    /// <summary>A file or link that was created or written to.</summary>
    Written,

    /// <summary>A folder that was made.</summary>
    FolderMade,

    /// <summary>Renamed to this path: a file or a whole folder.</summary>
    MovedIn,

    /// <summary>Removed or renamed away; it had been there before the task.</summary>
    Removed,

    /// <summary>Made by the task, and removed before its end.</summary>
    Temporary,
}

/// <summary>A task's use of one path.</summary>
/// <param name="Path">Absolute, with known links resolved.</param>
/// <param name="Alias">The requested path; else the same.</param>
/// <param name="By">The program.</param>
/// <param name="Effect">The net effect.</param>
internal sealed record FileUse(string Path, string Alias, string By, Effect Effect);
