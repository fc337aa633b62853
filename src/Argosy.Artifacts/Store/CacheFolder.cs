using Argosy.Platforms;

namespace Argosy.Artifacts.Store;

/// <summary>Where a user's builds keep what they share.</summary>
public static class CacheFolder
{
    /// <summary><c>$XDG_CACHE_HOME/argosy</c>, by default <c>~/.cache/argosy</c>: never a folder that depends on where the build was
    /// started. Error ARG0120 where there is no home.</summary>
    public static string Default
    {
        get
        {
            // The XDG base directory specification: a relative path in the variable is to be ignored.
            var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            var caches = Path.IsPathRooted(xdg)
                ? xdg
                : Path.Combine(HomeFolder.Path, ".cache");
            return Path.Combine(caches, "argosy");
        }
    }
}
