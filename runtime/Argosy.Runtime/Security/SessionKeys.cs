using System.Text;

namespace Argosy.Runtime;

/// <summary>
/// The keys with which two localities authenticate their messages, one for each direction. They are derived from the
/// shared key and the run's secret, which the root sends over connections whose both ends have proved the key: no other
/// run has the same, so an old message is never valid again.
/// </summary>
/// <param name="Outgoing">32 bytes.</param>
/// <param name="Incoming">32 bytes.</param>
internal sealed record SessionKeys(byte[] Outgoing, byte[] Incoming)
{
    /// <summary>HKDF with SHA-256 (RFC 5869), for two of a cluster's localities.</summary>
    /// <param name="key">The shared key; none if the secret came over TLS.</param>
    /// <param name="secret">The run's own.</param>
    /// <param name="self">The locality that these keys are for.</param>
    /// <param name="other">The other one.</param>
    internal static SessionKeys Derive(SharedKey key, byte[] secret, int self, int other) => new(
        key.Derive(secret, Purpose(self, other)), key.Derive(secret, Purpose(other, self)));

    /// <summary>Doesn't show the keys.</summary>
    public override string ToString() => "session keys";

    private static byte[] Purpose(int from, int to) =>
        Encoding.ASCII.GetBytes(FormattableString.Invariant($"argosy parcels {from} to {to}"));
}
