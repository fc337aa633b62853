using System.Buffers;
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
    private readonly string? _hex;

    private Digest(string hex) => _hex = hex;

    /// <summary>The 64 digits alone.</summary>
    public string Hex => _hex ?? throw new InvalidOperationException("a default Digest has no value");

    /// <summary>The digest of these bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(Convert.ToHexStringLower(hash));
    }

    /// <summary>The digest of this text in UTF-8.</summary>
    public static Digest Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The digest of a stream's rest.</summary>
    public static Digest Of(Stream stream) => new(Convert.ToHexStringLower(SHA256.HashData(stream)));

    /// <summary>The digest of a file's content.</summary>
    public static Digest OfFile(string path) => FileHash.Of(path);

    /// <summary>A finished hash of 32 bytes.</summary>
    public static Digest FromHash(ReadOnlySpan<byte> hash) => hash.Length == SHA256.HashSizeInBytes
        ? new(Convert.ToHexStringLower(hash))
        : throw new ArgumentException("a SHA-256 hash has 32 bytes", nameof(hash));

    /// <summary>Reads <c>sha256:…</c> or the 64 digits alone; null for anything else.</summary>
    public static Digest? TryParse(string text)
    {
        var hex = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        return hex.Length == 64 && !hex.AsSpan().ContainsAnyExcept(s_digits) ? new(hex) : null;
    }

    /// <summary>The same for a text in UTF-8.</summary>
    public static Digest? TryParse(ReadOnlySpan<byte> text)
    {
        var hex = text.StartsWith("sha256:"u8) ? text[Prefix.Length..] : text;
        return hex.Length == 64 && !hex.ContainsAnyExcept(s_octets) ? new(Encoding.ASCII.GetString(hex)) : null;
    }

    /// <inheritdoc />
    public override string ToString() => Prefix + Hex;
}
