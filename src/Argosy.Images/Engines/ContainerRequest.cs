namespace Argosy.Images.Engines;

/// <summary>A container to make.</summary>
/// <param name="Image">Its image.</param>
public sealed record ContainerRequest(LoadedImage Image)
{
    /// <summary>The program and its first arguments, instead of the image's entrypoint.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Arguments, instead of the image's; null for the image's own.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Variables besides the image's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Size of <c>/dev/shm</c>, in MiB.</summary>
    public int SharedMemory { get; init; } = 64;

    /// <summary>The memory that its processes may use together, in MiB; null for no limit. An engine that can't limit
    /// it doesn't.</summary>
    public int? Memory { get; init; }

    /// <summary>Whether it shares the machine's network; otherwise it has loopback only.</summary>
    public bool HasHostNetwork { get; init; }

    /// <summary>Explicit limits of open files and processes: an engine in a namespace of an ordinary user can't raise
    /// them to its own defaults. They count the machine's processes of the same user id.</summary>
    public bool HasExplicitLimits { get; init; }

    /// <summary>Its standard input, read to the end; otherwise that is empty.</summary>
    public Stream? Input { get; init; }

    /// <summary>Its time limit, after which it is ended and removed.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Receives each line of its standard output.</summary>
    public Action<string> OutputLine { get; init; } = static _ => { };

    /// <summary>Receives each line of its standard error.</summary>
    public Action<string> ErrorLine { get; init; } = static _ => { };
}
