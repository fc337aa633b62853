using Argosy.Platforms;

namespace Argosy.Toolchains.Debian;

/// <summary>Where roots come from.</summary>
/// <param name="LockFolder">The folder of lock files, committed with the project.</param>
public sealed record RootOptions(string LockFolder)
{
    /// <summary>Where .debs are kept by content, across builds and work trees.</summary>
    public string CacheFolder { get; init; } = DefaultCacheFolder;

    /// <summary>A Debian mirror to use in place of the machine's own.</summary>
    public string? Mirror { get; init; }

    /// <summary>Refuse what a lock doesn't pin, rather than note it.</summary>
    public bool Locked { get; init; }

    /// <summary>Architectures that are resolved although their security suite can't be read: by the user's own word.</summary>
    public IReadOnlyCollection<Architecture> WithoutSecurity { get; init; } = [];

    /// <summary>How long to wait before each new try when a mirror doesn't answer well.</summary>
    public IReadOnlyList<TimeSpan> RetryWaits { get; init; } = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6)];

    // Tests put a small archive of their own here.
    internal Func<Platform, IReadOnlyList<AptSource>>? Sources { get; init; }

    /// <summary><c>$XDG_CACHE_HOME/argosy/debs</c>, by default <c>~/.cache/argosy/debs</c>.</summary>
    public static string DefaultCacheFolder => Path.Combine(Artifacts.Store.CacheFolder.Default, "debs");
}
