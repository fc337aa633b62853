using System.Security.Cryptography;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Trust;

/// <summary>A key that verifies signatures of results and of images: ECDSA on the curve P-256. Written on one line, as
/// <c>ecdsa-p256 BASE64 remark</c>: the SubjectPublicKeyInfo (RFC 5280), and a comment; or as a PEM file.</summary>
public sealed class PublicKey
{
    internal const string Kind = "ecdsa-p256";
    private const string PemLabel = "PUBLIC KEY";
    private const string Curve = "1.2.840.10045.3.1.7"; // prime256v1, RFC 5480
    private const int IdDigits = 16;
    private readonly byte[] _info;

    private PublicKey(byte[] info) => (_info, Id) = (info, Digest.Of(info).Hex[..IdDigits]);

    /// <summary>Identifies the key: the first 16 digits of its digest.</summary>
    public string Id { get; }

    /// <summary>The digest of the SubjectPublicKeyInfo, which Sigstore's bundles name a key by.</summary>
    public Digest Fingerprint => Digest.Of(_info);

    /// <summary>The key as PEM, which openssl, cosign and skopeo read.</summary>
    public string Pem => PemEncoding.WriteString(PemLabel, _info) + "\n";

    /// <summary>Reads a key's file: PEM, or its line. Error ARG0268 if it has none.</summary>
    public static PublicKey Load(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var key = PemEncoding.TryFind(text, out var fields)
                ? text[fields.Label] == PemLabel ? TryRead(Convert.FromBase64String(text[fields.Base64Data])) : null
                : text.Split('\n').Select(l => TryParse(l.Trim())).FirstOrDefault(k => k is not null);
            return key ?? throw Unusable(path, "the file holds no public key for ECDSA on P-256");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, $"the key can't be read ({e.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Parses a line; null if it has no key.</summary>
    public static PublicKey? TryParse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries) is not [Kind, var base64, ..])
            return null;
        try
        {
            return TryRead(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The line, without a remark.</summary>
    public override string ToString() => $"{Kind} {Convert.ToBase64String(_info)}";

    /// <summary>Whether this key made the signature, with SHA-256; <paramref name="signature"/> is in DER (RFC 3279),
    /// the form of Sigstore and openssl.</summary>
    public bool VerifiesDer(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = Open(_info);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal static PublicKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    internal bool Verifies(ReadOnlySpan<byte> statement, ResultSignature signature)
    {
        var value = new byte[ResultSignature.Bytes];
        if (!Convert.TryFromBase64String(signature.Value, value, out var length) || length != value.Length)
            return false;
        using var key = Open(_info);
        return key.VerifyData(statement, value, HashAlgorithmName.SHA256);
    }

    private static PublicKey? TryRead(byte[] info)
    {
        try
        {
            using var key = Open(info);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve ? new(info) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ArgosyException Unusable(string path, string cause) => new(new Diagnostic("ARG0268", new(path),
        cause, "Give the file that 'argosy cache key show --pem' or 'openssl pkey -pubout' writes."));

    private static ECDsa Open(byte[] info)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(info, out var read);
            return read == info.Length ? key : throw new CryptographicException("bytes follow the key");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
