namespace Argosy.Pipelines.Portable;

/// <summary>The head of a file that says less than the declarations.</summary>
internal static class NotExpressed
{
    /// <summary>What the file is, then what it can't say.</summary>
    public static string Comment(string about, IReadOnlyList<string> lost) =>
        string.Join('\n', [about, "", "Not expressed here:", .. lost.Select(l => $"- {l}")]);
}
