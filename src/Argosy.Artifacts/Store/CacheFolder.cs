namespace Argosy.Artifacts.Store;

/// <summary>Where a user's builds keep what they share.</summary>
public static class CacheFolder
{
    /// <summary><c>$XDG_CACHE_HOME/argosy</c>, by default <c>~/.cache/argosy</c>.</summary>
    public static string Default
    {
        get
        {
            // The XDG base directory specification: a relative path in the variable is to be ignored.
            var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            var caches = Path.IsPathRooted(xdg)
                ? xdg
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(caches, "argosy");
        }
    }
}
