using System.Net;

namespace Argosy.Runtime;

/// <summary>The protection of connections, and which may be opened.</summary>
/// <param name="Key">Required of all sides; <see cref="SharedKey.None"/> for none.</param>
/// <param name="Tls">Encrypts every connection; null for none.</param>
/// <param name="AllowUnauthenticated">Whether connections to other machines are allowed with neither.</param>
internal sealed record Protection(SharedKey Key, TlsIdentity? Tls = null, bool AllowUnauthenticated = false)
{
    internal static Protection None { get; } = new(SharedKey.None);

    /// <summary>Whether strangers can't be told from localities.</summary>
    internal bool IsNone => Key.IsNone && Tls is null;

    /// <summary>Called before a connection is opened.</summary>
    /// <exception cref="ClusterException">ARG0890: others could connect without authentication.</exception>
    internal void Require(IPEndPoint place)
    {
        if (IsNone && !AllowUnauthenticated && !IPAddress.IsLoopback(place.Address))
            throw ClusterException.Unprotected(place.ToString());
    }
}
