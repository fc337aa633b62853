using Argosy.Platforms;

namespace Argosy.Toolchains.Debian;

/// <summary>The sources of roots.</summary>
/// <param name="LockFolder">The folder of lock files, committed with the project.</param>
public sealed record RootOptions(string LockFolder)
{
    /// <summary>The folder that keeps .debs by content, across builds and work trees.</summary>
    public string CacheFolder { get; init; } = DefaultCacheFolder;

    /// <summary>A Debian mirror to use instead of the machine's own.</summary>
    public string? Mirror { get; init; }

    /// <summary>Reject packages that a lock doesn't pin, instead of noting them.</summary>
    public bool Locked { get; init; }

    /// <summary>Architectures that are resolved even if their security suite can't be read, as the user
    /// allowed.</summary>
    public IReadOnlyCollection<Architecture> WithoutSecurity { get; init; } = [];

    /// <summary>The waits before each new attempt when a mirror doesn't respond well.</summary>
    public IReadOnlyList<TimeSpan> RetryWaits { get; init; } = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6)];

    // Tests set a small archive of their own here.
    internal Func<Platform, IReadOnlyList<AptSource>>? Sources { get; init; }

    /// <summary><c>$XDG_CACHE_HOME/argosy/debs</c>, by default <c>~/.cache/argosy/debs</c>.</summary>
    public static string DefaultCacheFolder => Path.Combine(Artifacts.Store.CacheFolder.Default, "debs");
}
