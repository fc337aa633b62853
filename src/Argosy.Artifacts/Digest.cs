using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts;

/// <summary>A SHA-256 digest, written <c>sha256:</c> and 64 lower-case hexadecimal digits (OCI image spec, descriptor).
/// </summary>
public readonly record struct Digest
{
    private const string Prefix = "sha256:";
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<byte> s_octets = SearchValues.Create("0123456789abcdef"u8);
    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private Digest(ReadOnlySpan<byte> hash) =>
        (_high, _low) =
            (BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    /// <summary>The 64 digits alone.</summary>
    public string Hex
    {
        get
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            CopyTo(hash);
            return Convert.ToHexStringLower(hash);
        }
    }

    /// <summary>The digest of these bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(hash);
    }

    /// <summary>The digest of this text in UTF-8.</summary>
    public static Digest Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The digest of a stream's rest.</summary>
    public static Digest Of(Stream stream) => new(SHA256.HashData(stream));

    /// <summary>The digest of a file's content.</summary>
    public static Digest OfFile(string path) => FileHash.Of(path);

    /// <summary>The digest of a file's content; null if there is no file,
    /// or something else such as a folder or a pipe.</summary>
    public static Digest? TryOfFile(string path) =>
        Posix.TryStatus(path) is { IsFile: true } ? FileHash.Of(path) : null;

    /// <summary>A finished hash of 32 bytes.</summary>
    public static Digest FromHash(ReadOnlySpan<byte> hash) => hash.Length == SHA256.HashSizeInBytes
        ? new(hash)
        : throw new ArgumentException("a SHA-256 hash has 32 bytes", nameof(hash));

    /// <summary>Reads <c>sha256:…</c> or the 64 digits alone; null for anything else.</summary>
    public static Digest? TryParse(string text)
    {
        var hex = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        return hex.Length == 64 && !hex.AsSpan().ContainsAnyExcept(s_digits) ? new(Convert.FromHexString(hex)) : null;
    }

    /// <summary>The same for a text in UTF-8.</summary>
    public static Digest? TryParse(ReadOnlySpan<byte> text)
    {
        var hex = text.StartsWith("sha256:"u8) ? text[Prefix.Length..] : text;
        return hex.Length == 64 && !hex.ContainsAnyExcept(s_octets)
            ? new(Convert.FromHexString(Encoding.ASCII.GetString(hex)))
            : null;
    }

    /// <summary>Writes the hash's 32 bytes.</summary>
    /// <exception cref="InvalidOperationException">It is a default digest.</exception>
    public void CopyTo(Span<byte> hash)
    {
        // No known content has a hash of only zeros.
        if (_high == 0 && _low == 0) throw new InvalidOperationException("a default Digest has no value");
        BinaryPrimitives.WriteUInt128BigEndian(hash, _high);
        BinaryPrimitives.WriteUInt128BigEndian(hash[16..], _low);
    }

    /// <inheritdoc />
    public override string ToString() => Prefix + Hex;
}
