using System.Security.Cryptography;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Trust;

/// <summary>The private half of a key: a PKCS #8 file (PEM) that only its owner may read.
/// A registry never has it.</summary>
public sealed class SigningKey
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;
    private readonly ECParameters _parameters;

    private SigningKey(ECDsa key) =>
        (_parameters, Public) = (key.ExportParameters(includePrivateParameters: true), PublicKey.Of(key));

    /// <summary>The public half.</summary>
    public PublicKey Public { get; }

    /// <summary>Makes a key and writes its file. Error ARG0258 if the file exists or can't be written.</summary>
    public static SigningKey Create(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = Private
            };
            using var file = new StreamWriter(path, options);
            file.WriteLine(key.ExportPkcs8PrivateKeyPem());
            return new(key);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ArgosyException(new Diagnostic("ARG0258", new(path), "the file exists, and may be a key in use",
                "Name another file, or remove this one."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0258", new(path),
                $"the key can't be written ({e.Message.TrimEnd('.')})",
                "Name a file in a folder that you may write to."), e);
        }
    }

    /// <summary>Reads a key's file. Error ARG0257 if it has no key, others may read it, or the password is wrong.
    /// </summary>
    /// <param name="path">PKCS #8 or SEC 1, as PEM.</param>
    /// <param name="password">Of an encrypted PKCS #8 file; null for a plain one.</param>
    public static SigningKey Load(string path, string? password = null)
    {
        try
        {
            if ((File.GetUnixFileMode(path) & Others) != 0)
                throw Unusable(path, "others than its owner may read or write the key",
                    $"Run 'chmod 600 {path}', and make a new key if others had access.");
            using var key = ECDsa.Create();
            var pem = File.ReadAllText(path);
            if (!pem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal)) key.ImportFromPem(pem);
            else if (password is null) throw Unusable(path, "the key is encrypted", "Give its password.");
            else key.ImportFromEncryptedPem(pem, password);
            var loaded = new SigningKey(key);
            return PublicKey.TryParse(loaded.Public.ToString()) is not null ? loaded : throw NoKey(path);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // The parser's message may quote the file's content.
            throw NoKey(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(
                path, $"the key can't be read ({e.Message.TrimEnd('.')})", "Make one with 'argosy cache key new'.");
        }
    }

    /// <summary>Signs with SHA-256; the signature is in DER (RFC 3279), the form of Sigstore and openssl.</summary>
    public byte[] SignDer(ReadOnlySpan<byte> data)
    {
        using var key = ECDsa.Create(_parameters);
        return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal ResultSignature Sign(ReadOnlySpan<byte> statement)
    {
        // One instance per call: results are signed on several threads.
        using var key = ECDsa.Create(_parameters);
        return new(Public.Id, Convert.ToBase64String(key.SignData(statement, HashAlgorithmName.SHA256)));
    }

    private static ArgosyException NoKey(string path) =>
        Unusable(path, "the file holds no private key for ECDSA on P-256, or its password is another",
            "Make one with 'argosy cache key new'.");

    private static ArgosyException Unusable(string path, string cause, string remedy) =>
        new(new Diagnostic("ARG0257", new(path), cause, remedy));
}
