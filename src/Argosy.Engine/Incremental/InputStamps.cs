namespace Argosy.Engine.Incremental;

/// <summary>When a task's inputs were last written: equal before and after a run in which no input was
/// written.</summary>
/// <param name="All">A hash of all stamps, in the order of their paths.</param>
/// <param name="Newest">The latest of them, nanoseconds since 1970; zero if there is none.</param>
/// <param name="Path">The input with that one; null if there is none.</param>
internal readonly record struct InputStamps(ulong All, long Newest, string? Path)
{
    private const ulong Prime = 0x100000001b3; // FNV-1a's

    public InputStamps With(string path, long modified) => new(
        (All ^ (ulong)modified) * Prime, Math.Max(Newest, modified), Path is null || modified > Newest ? path : Path);
}
