using System.Buffers.Binary;

namespace Argosy.Runtime;

/// <summary>The purpose of a connection, with its number on the wire.</summary>
internal enum Purpose : byte
{
    /// <summary>Between a locality and the root.</summary>
    Control = 1,

    /// <summary>Parcels without payload, from the connecting side.</summary>
    Small = 2,

    /// <summary>Parcels with payload, from the connecting side.</summary>
    Bulk = 3,
}

/// <summary>
/// The first bytes of each side of a connection; 56 bytes, little-endian.
/// <code>
///  ┌─────────────┬─────────────┬────────────┬────────────────┬─────┐
///  │ "ARGY"      │ version  u8 │ purpose u8 │ protection  u8 │  0  │   protection: 0 none, 1 shared key
///  ├─────────────┼─────────────┴────────────┼────────────────┴─────┤
///  │ from    u32 │ to                   u32 │  session         u64 │   session: as the receiver of parcels gave it
///  ├─────────────┴──────────────────────────┴──────────────────────┤
///  │ 32 random bytes                                               │
///  └───────────────────────────────────────────────────────────────┘
/// </code>
/// </summary>
internal sealed record Introduction(Purpose Purpose, int From, int To, ulong Session)
{
    internal const int Length = 56;
    internal const int NonceLength = 32;
    private const byte Version = 2;
    private const uint Magic = 0x59475241;

    internal byte[] Encode(bool keyed)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        bytes[4] = Version;
        bytes[5] = (byte)Purpose;
        bytes[6] = (byte)(keyed ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), From);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), To);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Session);
        Randomness.Bytes(NonceLength).CopyTo(bytes, Length - NonceLength);
        return bytes;
    }

    /// <returns>Null, with the reason, if it can't be understood here.</returns>
    internal static Introduction? TryDecode(ReadOnlySpan<byte> bytes, bool keyed, out string? fault)
    {
        fault = BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic ? "it doesn't speak this protocol"
            : bytes[4] != Version ? $"it speaks version {bytes[4]}, and {Version} is spoken here"
            : bytes[5] is < (byte)Purpose.Control or > (byte)Purpose.Bulk ? $"there is no connection of kind {bytes[5]}"
            : bytes[6] > 1 || bytes[7] != 0 ? "its introduction is malformed"
            : bytes[6] == 1 && !keyed ? "it has a shared key, and there is none here"
            : bytes[6] == 0 && keyed ? "it has no shared key, and one is asked for here"
            : null;
        var from = BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(8));
        var to = BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(12));
        if (fault is null && (from < 0 || to < 0))
            fault = $"there are no localities {from} and {to}";
        return fault is null
            ? new((Purpose)bytes[5], from, to, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(16)))
            : null;
    }
}
