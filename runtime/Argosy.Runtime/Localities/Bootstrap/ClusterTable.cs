using System.Buffers.Binary;
using System.Text;

namespace Argosy.Runtime;

/// <summary>The table that the root sends to all localities once all have joined.</summary>
internal sealed record ClusterTable(uint Generation, byte[] Secret, IReadOnlyList<byte[]> Addresses)
{
    internal const int MaximumAddress = 512;
    private const int SecretLength = 32;

    internal static ClusterTable Make(IReadOnlyList<byte[]> addresses) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(Randomness.Bytes(4)) | 1,
            Randomness.Bytes(SecretLength), addresses);

    internal ControlMessage Encode()
    {
        var body = new List<byte>(Secret);
        foreach (var address in Addresses)
            body.AddRange([(byte)address.Length, (byte)(address.Length >> 8), .. address]);
        return new(ControlKind.Table, Generation, [.. body]);
    }

    /// <exception cref="ClusterException">ARG0845: the root uses another protocol.</exception>
    internal static ClusterTable Decode(in ControlMessage message, int count)
    {
        var rest = message.Body.AsSpan();
        var addresses = new List<byte[]>();
        if (rest.Length < SecretLength)
            throw ClusterException.Ended("the root sent a table that can't be read");
        var secret = rest.Slice(0, SecretLength).ToArray();
        rest = rest.Slice(SecretLength);
        while (rest.Length >= 2)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            if (length > rest.Length - 2)
                break;
            addresses.Add(rest.Slice(2, length).ToArray());
            rest = rest.Slice(2 + length);
        }
        return rest.Length == 0 && addresses.Count == count
            ? new(message.Number, secret, addresses)
            : throw ClusterException.Ended("the root sent a table that can't be read");
    }

    /// <summary>The number in parcels from one locality to another, unknown to outsiders.</summary>
    internal ulong Session(SharedKey key, int from, int to)
    {
        var data = new byte[SecretLength + 12];
        Secret.CopyTo(data, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(SecretLength), Generation);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(SecretLength + 4), from);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(SecretLength + 8), to);
        return BinaryPrimitives.ReadUInt64LittleEndian(key.Sign(data));
    }

    /// <summary>Doesn't show the secret.</summary>
    public override string ToString() =>
        $"generation {Generation}: {string.Join(", ", Addresses.Select(a => Encoding.UTF8.GetString(a)))}";
}
