using System.Buffers.Binary;
using System.Text;

namespace Argosy.Runtime;

/// <summary>What a locality announces when it joins: its limits, and its parcelport's address.</summary>
internal sealed record Announcement(ParcelLimits Limits, byte[] Address)
{
    internal const int MaximumAddress = 512;

    internal byte[] Encode() => [.. Limits.Encode(), .. Address];

    /// <returns>Null if it can't be read.</returns>
    internal static Announcement? TryDecode(ReadOnlySpan<byte> bytes) =>
        ParcelLimits.TryDecode(bytes) is { } limits && bytes.Length <= ParcelLimits.Length + MaximumAddress
            ? new(limits, bytes.Slice(ParcelLimits.Length).ToArray())
            : null;
}

/// <summary>The table that the root sends to all localities once all have joined.</summary>
internal sealed record ClusterTable(uint Generation, byte[] Secret, IReadOnlyList<Announcement> Members)
{
    private const int SecretLength = 32;

    internal IReadOnlyList<byte[]> Addresses { get; } = [.. Members.Select(one => one.Address)];

    internal static ClusterTable Make(IReadOnlyList<Announcement> members) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(Randomness.Bytes(4)) | 1,
            Randomness.Bytes(SecretLength), members);

    internal ControlMessage Encode()
    {
        var body = new List<byte>(Secret);
        foreach (var member in Members)
        {
            var entry = member.Encode();
            body.AddRange([(byte)entry.Length, (byte)(entry.Length >> 8), .. entry]);
        }
        return new(ControlKind.Table, Generation, [.. body]);
    }

    /// <exception cref="ClusterException">ARG0845: the root uses another protocol.</exception>
    internal static ClusterTable Decode(in ControlMessage message, int count)
    {
        var rest = message.Body.AsSpan();
        var members = new List<Announcement>();
        if (rest.Length < SecretLength)
            throw ClusterException.Ended("the root sent a table that can't be read");
        var secret = rest.Slice(0, SecretLength).ToArray();
        rest = rest.Slice(SecretLength);
        while (rest.Length >= 2)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            if (length > rest.Length - 2 || Announcement.TryDecode(rest.Slice(2, length)) is not { } member)
                break;
            members.Add(member);
            rest = rest.Slice(2 + length);
        }
        return rest.Length == 0 && members.Count == count
            ? new(message.Number, secret, members)
            : throw ClusterException.Ended("the root sent a table that can't be read");
    }

    /// <summary>The agreement of one locality with another.</summary>
    internal PeerSession SessionBetween(Protection protection, int self, int other) =>
        new(Session(protection.Key, self, other), Session(protection.Key, other, self))
        {
            Keys = protection.IsNone ? null : SessionKeys.Derive(protection.Key, Secret, self, other),
            Limits = ParcelLimits.Between(Members[self].Limits, Members[other].Limits),
        };

    /// <summary>The number in parcels from one locality to another, unknown to outsiders.</summary>
    private ulong Session(SharedKey key, int from, int to)
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
