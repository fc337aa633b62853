using System.Text;
using Argosy.Artifacts;

namespace Argosy.Release.Signing;

/// <summary>The checksums of a release's files, and their signature.</summary>
internal static class Checksums
{
    /// <summary>The list: <c>sha256sum --check</c> reads it.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>The signature over the list: ECDSA on P-256 with SHA-256, in DER (RFC 3279), as
    /// <c>openssl dgst -sha256 -verify</c> and <c>cosign verify-blob</c> read it.</summary>
    public const string SignatureName = "SHA256SUMS.sig";

    /// <summary>The public key, as PEM.</summary>
    public const string KeyName = "SHA256SUMS.pub";

    /// <summary>The list of these files.</summary>
    public static byte[] Write(IEnumerable<(string Name, Digest Digest)> files)
    {
        var text = new StringBuilder();
        foreach (var (name, digest) in files.OrderBy(f => f.Name, StringComparer.Ordinal))
            text.Append(digest.Hex).Append("  ").Append(name).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
