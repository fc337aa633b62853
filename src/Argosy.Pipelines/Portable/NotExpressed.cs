namespace Argosy.Pipelines.Portable;

/// <summary>The header of a file that doesn't express all declarations.</summary>
internal static class NotExpressed
{
    /// <summary>A description of the file, then the unsupported features.</summary>
    public static string Comment(string about, IReadOnlyList<string> lost) =>
        string.Join('\n', [about, "", "Not expressed here:", .. lost.Select(l => $"- {l}")]);
}
