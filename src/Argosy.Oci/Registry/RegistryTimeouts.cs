namespace Argosy.Oci.Registry;

/// <summary>How long a registry may take.</summary>
/// <param name="Connect">Until a connection stands.</param>
/// <param name="Headers">Until an answer begins, once the request is sent.</param>
/// <param name="Stall">Until the next 64 KiB of a body have come or gone.</param>
/// <param name="Backoff">Waited before a second attempt.</param>
internal sealed record RegistryTimeouts(TimeSpan Connect, TimeSpan Headers, TimeSpan Stall, TimeSpan Backoff)
{
    /// <summary>A cache that takes longer than this is worse than none.</summary>
    public static RegistryTimeouts Default { get; } = new(
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
}
