namespace Cake.Argosy.Module.Incremental;

/// <summary>When a task's inputs were last written: equal before and after a run in which nobody wrote one of them.</summary>
/// <param name="All">Of the stamps of all of them, in the order of their paths.</param>
/// <param name="Newest">The latest of them, nanoseconds since 1970; zero where there is none.</param>
/// <param name="Path">The input with that one; null where there is none.</param>
internal readonly record struct InputStamps(ulong All, long Newest, string? Path)
{
    private const ulong Prime = 0x100000001b3; // FNV-1a's

    public InputStamps With(string path, long modified) => new(
        (All ^ (ulong)modified) * Prime, Math.Max(Newest, modified), Path is null || modified > Newest ? path : Path);
}
