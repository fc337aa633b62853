namespace Cake.Argosy.Module.Auditing;

/// <summary>What became of a path by a task, all in all.</summary>
internal enum Effect
{
    /// <summary>Read or executed, and not changed.</summary>
    Read,

    /// <summary>A file or link that was created or written to.</summary>
    Written,

    /// <summary>A folder that was made.</summary>
    FolderMade,

    /// <summary>Renamed to this from elsewhere: a file or a whole folder.</summary>
    MovedIn,

    /// <summary>Removed or renamed away; it had been there before the task.</summary>
    Removed,

    /// <summary>Made by the task, and gone by its end.</summary>
    Temporary,
}

/// <summary>What a task did with one path.</summary>
/// <param name="Path">Absolute, links followed where they are known.</param>
/// <param name="Alias">As it was asked for; else the same.</param>
/// <param name="By">The program.</param>
/// <param name="Effect">What became of it.</param>
internal sealed record FileUse(string Path, string Alias, string By, Effect Effect);
