namespace Argosy.Oci.Registry;

/// <summary>Time limits of a registry.</summary>
/// <param name="Connect">Until a connection is established.</param>
/// <param name="Headers">Until the response starts, after the request is sent.</param>
/// <param name="Stall">Until the next 64 KiB of a body are received or sent.</param>
/// <param name="Backoff">The wait before a second attempt.</param>
internal sealed record RegistryTimeouts(TimeSpan Connect, TimeSpan Headers, TimeSpan Stall, TimeSpan Backoff)
{
    /// <summary>A slower cache is worse than none.</summary>
    public static RegistryTimeouts Default { get; } = new(
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
}
