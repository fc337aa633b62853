using System.Security.Cryptography;
using System.Text;

namespace Argosy.Images.SupplyChain.Sbom;

/// <summary>A UUID derived from a document, so that the same document has the same one (RFC 9562, version 8).</summary>
public static class ContentUuid
{
    /// <summary>The UUID of a document.</summary>
    /// <param name="purpose">The kind of document: another one has another UUID.</param>
    /// <param name="content">The document without the UUID.</param>
    public static Guid Of(string purpose, byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"argosy {purpose}\n"));
        hash.AppendData(content);
        var bytes = hash.GetHashAndReset().AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
