using System.Net;

namespace Argosy.Runtime;

/// <summary>How connections are protected, and which may be opened at all.</summary>
/// <param name="Key">Asked of everybody; <see cref="SharedKey.None"/> for none.</param>
/// <param name="Tls">Encrypts every connection; null for none.</param>
/// <param name="AllowUnauthenticated">Whether other machines may be talked to with neither.</param>
internal sealed record Protection(SharedKey Key, TlsIdentity? Tls = null, bool AllowUnauthenticated = false)
{
    internal static Protection None { get; } = new(SharedKey.None);

    /// <summary>Called before anything is opened.</summary>
    /// <exception cref="ClusterException">ARG0890: others could come in, and nothing would ask them who they are.</exception>
    internal void Require(IPEndPoint place)
    {
        if (Key.IsNone && Tls is null && !AllowUnauthenticated && !IPAddress.IsLoopback(place.Address))
            throw ClusterException.Unprotected(place.ToString());
    }
}
