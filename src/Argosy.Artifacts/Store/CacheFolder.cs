using Argosy.Platforms;

namespace Argosy.Artifacts.Store;

/// <summary>The folder that a user's builds share.</summary>
public static class CacheFolder
{
    /// <summary><c>$XDG_CACHE_HOME/argosy</c>, by default <c>~/.cache/argosy</c>: never a folder that depends on the
    /// working directory. Error ARG0120 without a home.</summary>
    public static string Default
    {
        get
        {
            // The XDG base directory specification says to ignore a relative path in the variable.
            var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            var caches = Path.IsPathRooted(xdg)
                ? xdg
                : Path.Combine(HomeFolder.Path, ".cache");
            return Path.Combine(caches, "argosy");
        }
    }
}
