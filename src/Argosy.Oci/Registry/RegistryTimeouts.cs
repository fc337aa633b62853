namespace Argosy.Oci.Registry;

/// <summary>Time limits of a registry, and how often an operation is tried.</summary>
/// <param name="Connect">Until a connection is established.</param>
/// <param name="Headers">Until the response starts, after the request is sent.</param>
/// <param name="Stall">Until the next 64 KiB of a body are received or sent.</param>
/// <param name="Backoff">The wait before a second attempt; it doubles with each attempt.</param>
internal sealed record RegistryTimeouts(TimeSpan Connect, TimeSpan Headers, TimeSpan Stall, TimeSpan Backoff)
{
    /// <summary>A slower cache is worse than none.</summary>
    public static RegistryTimeouts Default { get; } = new(
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));

    /// <summary>For images, which have no substitute. Some registries check a large blob before they answer.</summary>
    public static RegistryTimeouts Patient { get; } = new(
        TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(500))
    {
        Attempts = 5,
        LongestWait = TimeSpan.FromMinutes(2),
        RetriesTimeouts = true,
    };

    /// <summary>Attempts without progress, the first included.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>The longest wait that a busy registry may ask for (<c>Retry-After</c>); with zero, it isn't
    /// asked.</summary>
    public TimeSpan LongestWait { get; init; }

    /// <summary>Whether an attempt that took too long, or a connection that was refused after earlier answers, is
    /// followed by another.</summary>
    public bool RetriesTimeouts { get; init; }

    /// <summary>The wait after an attempt; null if there is no further attempt.</summary>
    /// <param name="attempt">The failed attempt, from 1.</param>
    /// <param name="fault">Its fault.</param>
    /// <param name="hasAnswered">Whether the registry has answered before.</param>
    public TimeSpan? WaitAfter(int attempt, RegistryFault fault, bool hasAnswered)
    {
        var mayPass = fault.MayPass || (RetriesTimeouts
            && (fault.Kind == FaultKind.Timeout || (fault.Kind == FaultKind.Unreachable && hasAnswered)));
        if (!mayPass || attempt >= Attempts) return null;
        var usual = Backoff * (1 << (attempt - 1));
        if (LongestWait == TimeSpan.Zero || fault.RetryAfter is not { } asked) return usual;
        return asked > LongestWait ? null : asked > usual ? asked : usual;
    }
}
