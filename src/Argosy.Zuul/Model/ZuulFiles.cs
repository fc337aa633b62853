namespace Argosy.Zuul.Model;

/// <summary>The locations of a repository's configuration.</summary>
public static class ZuulFiles
{
    /// <summary>Files and folders, relative to the repository: Zuul reads the first existing one.</summary>
    public static IReadOnlyList<string> Roots { get; } = ["zuul.yaml", "zuul.d", ".zuul.yaml", ".zuul.d"];
}
