using System.Security.Cryptography;

namespace Argosy.Artifacts.Trust;

/// <summary>A key that verifies signatures of results: ECDSA on the curve P-256. Written on one line, as <c>ecdsa-p256
/// BASE64 remark</c>: the SubjectPublicKeyInfo (RFC 5280), and a comment.</summary>
public sealed class PublicKey
{
    internal const string Kind = "ecdsa-p256";
    private const string Curve = "1.2.840.10045.3.1.7"; // prime256v1, RFC 5480
    private const int IdDigits = 16;
    private readonly byte[] _info;

    private PublicKey(byte[] info) => (_info, Id) = (info, Digest.Of(info).Hex[..IdDigits]);

    /// <summary>Identifies the key: the first 16 digits of its digest.</summary>
    public string Id { get; }

    /// <summary>Parses a line; null if it has no key.</summary>
    public static PublicKey? TryParse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries) is not [Kind, var base64, ..])
            return null;
        try
        {
            var info = Convert.FromBase64String(base64);
            using var key = Open(info);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve ? new(info) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The line, without a remark.</summary>
    public override string ToString() => $"{Kind} {Convert.ToBase64String(_info)}";

    internal static PublicKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    internal bool Verifies(ReadOnlySpan<byte> statement, ResultSignature signature)
    {
        var value = new byte[ResultSignature.Bytes];
        if (!Convert.TryFromBase64String(signature.Value, value, out var length) || length != value.Length)
            return false;
        using var key = Open(_info);
        return key.VerifyData(statement, value, HashAlgorithmName.SHA256);
    }

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
