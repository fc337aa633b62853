using System.Net;

namespace Argosy.Runtime;

/// <summary>Settings and limits of a <see cref="TcpParcelport"/>.</summary>
internal sealed record TcpOptions
{
    /// <summary>The address to listen on; port 0 is any free one.</summary>
    internal IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The name or address for others; null for the listening address.</summary>
    internal string? Announced { get; init; }

    internal Protection Protection { get; init; } = Protection.None;

    /// <summary>The size in bytes from which a value becomes a payload chunk.</summary>
    internal int Threshold { get; init; } = ArchiveLayout.DefaultThreshold;

    /// <summary>
    /// Up to this number of peers each connection has a thread that waits in the kernel, which wakes in half the time
    /// of the thread pool, and waits for nobody's work; with more peers there would be too many threads.
    /// </summary>
    internal int PeersWithThreads { get; init; } = 64;

    /// <summary>Connections that haven't introduced themselves yet; see <see cref="Strangers"/>.</summary>
    internal int MaximumStrangers { get; init; } = 64;

    internal TimeSpan HandshakeLimit { get; init; } = Handshake.s_limit;

    /// <summary>The settings from a cluster's options.
    /// The caller owns the protection, for as long as the port lives.</summary>
    /// <exception cref="ClusterException">The address to listen on is unknown.</exception>
    internal static async ValueTask<TcpOptions> ForAsync(ClusterOptions options, Protection protection) => new()
    {
        Listen = new(await Bootstrap.ListenAddressAsync(options).ConfigureAwait(false), 0),
        Protection = protection,
        Threshold = options.Threshold,
    };
}
