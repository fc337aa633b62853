using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Argosy.Images.Finish;

/// <summary>Java's own format of a store of trusted certificates (JKS, version 2), which every Java reads.</summary>
/// <remarks>Big-endian: magic, version, number of entries; each with its kind (2, a trusted certificate), alias, time
/// in milliseconds, type and bytes; then the SHA-1 of password, a fixed text and all that.</remarks>
internal static class JavaKeyStore
{
    // The well-known password of Java's store of root certificates, which has no secrets.
    private const string Password = "changeit";

    /// <param name="certificates">Aliases and certificates (DER).</param>
    /// <param name="created">The time of the entries.</param>
    public static byte[] Write(
        IReadOnlyList<(string Alias, byte[] Certificate)> certificates, DateTimeOffset created)
    {
        using var store = new MemoryStream();
        Number(store, 0xfeed_feed);
        Number(store, 2);
        Number(store, (uint)certificates.Count);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, created.ToUnixTimeMilliseconds());
        foreach (var (alias, certificate) in certificates)
        {
            Number(store, 2);
            Text(store, alias);
            store.Write(time);
            Text(store, "X.509");
            Number(store, (uint)certificate.Length);
            store.Write(certificate);
        }

        byte[] signed = [.. Encoding.BigEndianUnicode.GetBytes(Password), .. "Mighty Aphrodite"u8, .. store.ToArray()];
#pragma warning disable CA5350 // Java's format.
        store.Write(SHA1.HashData(signed));
#pragma warning restore CA5350
        return store.ToArray();
    }

    private static void Number(Stream store, uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        store.Write(bytes);
    }

    // Java's modified UTF-8, which for ASCII is ASCII.
    private static void Text(Stream store, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)bytes.Length);
        store.Write(length);
        store.Write(bytes);
    }
}
