using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts.Trust;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Signatures of snapshots: ECDSA with SHA-256 over <c>snapshot.json</c>, in DER, as
/// <c>openssl dgst -sha256 -verify</c> reads them.</summary>
internal static class SnapshotSignature
{
    public static bool IsBy(PublicKey key, string text, byte[] signature)
    {
        try
        {
            return key.VerifiesDer(Encoding.UTF8.GetBytes(text), signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
