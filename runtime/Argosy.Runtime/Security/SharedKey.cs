using System.Security.Cryptography;

namespace Argosy.Runtime;

/// <summary>
/// The secret that authenticates a cluster's localities. It doesn't encrypt: if others can read or change the network's
/// traffic, use <see cref="ClusterCertificates"/> instead.
/// </summary>
public sealed class SharedKey
{
    /// <summary>Minimum bytes of a key.</summary>
    public const int MinimumLength = 16;

    private const int MaximumLength = 4096;
    private readonly byte[] _bytes;

    private SharedKey(byte[] bytes) => _bytes = bytes;

    /// <summary>The placeholder if no key is required. It is public.</summary>
    internal static SharedKey None { get; } = new([]);

    internal bool IsNone => _bytes.Length == 0;

    /// <summary>A key from the caller.</summary>
    /// <exception cref="ClusterException">ARG0891: it has fewer than <see cref="MinimumLength"/> bytes.</exception>
    public static SharedKey FromBytes(ReadOnlySpan<byte> key) => key.Length is >= MinimumLength and <= MaximumLength
        ? new(key.ToArray())
        : throw ClusterException.Key(
            "the shared key", $"it has {key.Length} bytes, and {MinimumLength} to {MaximumLength} are wanted");

    /// <summary>A key from a file: its bytes unchanged, except for trailing line ends.</summary>
    /// <param name="path">Neither the group nor others may read it. On netstandard2.0 that isn't checked.</param>
    /// <exception cref="ClusterException">ARG0891: it can't be read, is too short, or is open to others.</exception>
    public static SharedKey FromFile(string path)
    {
        if (FileRights.AreOpenToOthers(path))
            throw ClusterException.Key(
                $"key file {path}", "others than its owner may read or write it; chmod 600 takes that away");
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ClusterException.Key($"key file {path}", $"it can't be read: {exception.Message}", exception);
        }
        var length = content.Length;
        while (length > 0 && (content[length - 1] is (byte)'\n' or (byte)'\r'))
            length--;
        return length is >= MinimumLength and <= MaximumLength
            ? new(content.AsSpan(0, length).ToArray())
            : throw ClusterException.Key(
                $"key file {path}", $"it has {length} bytes, and {MinimumLength} to {MaximumLength} are wanted");
    }

    /// <summary>32 bytes from the system's source of randomness.</summary>
    public static SharedKey Generate() => new(Randomness.Bytes(32));

    /// <summary>HMAC-SHA256 of the data, 32 bytes.</summary>
    internal byte[] Sign(byte[] data)
    {
        using var hmac = new HMACSHA256(_bytes);
        return hmac.ComputeHash(data);
    }

    /// <summary>A key for one purpose: HKDF with SHA-256 (RFC 5869), one block of 32 bytes.</summary>
    internal byte[] Derive(byte[] salt, byte[] purpose)
    {
        using var extract = new HMACSHA256(salt);
        using var expand = new HMACSHA256(extract.ComputeHash(_bytes));
        return expand.ComputeHash([.. purpose, 1]);
    }

    /// <summary>Doesn't show the key.</summary>
    public override string ToString() => IsNone ? "no key" : "a shared key";
}
