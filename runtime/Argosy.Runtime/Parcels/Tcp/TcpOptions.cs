using System.Net;

namespace Argosy.Runtime;

/// <summary>How a <see cref="TcpParcelport"/> listens, and what it accepts.</summary>
internal sealed record TcpOptions
{
    /// <summary>Where it listens; port 0 is any that is free.</summary>
    internal IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>By which name or address others reach it; null for where it listens.</summary>
    internal string? Announced { get; init; }

    internal Protection Protection { get; init; } = Protection.None;

    /// <summary>Bytes from which on a value becomes a payload chunk.</summary>
    internal int Threshold { get; init; } = ArchiveLayout.DefaultThreshold;

    /// <summary>Bytes of index data that a parcel may have.</summary>
    internal int MaximumIndex { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of payload that a parcel may have in all.</summary>
    internal long MaximumPayload { get; init; } = int.MaxValue;

    /// <summary>
    /// Up to so many peers each connection has a thread that waits in the kernel, which takes half as long to wake as the
    /// thread pool does; beyond, threads would be too many.
    /// </summary>
    internal int PeersWithThreads { get; init; } = 16;

    /// <summary>Connections that may introduce themselves at one time; more wait in the kernel.</summary>
    internal int MaximumStrangers { get; init; } = 64;

    internal TimeSpan HandshakeLimit { get; init; } = Handshake.Limit;

    /// <summary>What a cluster's options ask for. The protection stays the caller's, for as long as the port lives.</summary>
    /// <exception cref="ClusterException">The address at which to listen isn't known.</exception>
    internal static async ValueTask<TcpOptions> ForAsync(ClusterOptions options, Protection protection) => new()
    {
        Listen = new(await Bootstrap.ListenAddressAsync(options).ConfigureAwait(false), 0),
        Protection = protection,
        Threshold = options.Threshold,
    };
}
