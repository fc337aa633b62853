namespace Argosy.Zuul.Model;

/// <summary>Where a repository has its configuration.</summary>
public static class ZuulFiles
{
    /// <summary>Files and folders, relative to the repository: Zuul reads the first of these that there is.</summary>
    public static IReadOnlyList<string> Roots { get; } = ["zuul.yaml", "zuul.d", ".zuul.yaml", ".zuul.d"];
}
