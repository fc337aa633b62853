using System.Buffers.Binary;

namespace Argosy.Runtime;

/// <summary>
/// The largest parcel between two localities, the same on every parcelport. Each locality announces its own limits when
/// it joins; the smaller ones are valid for a pair. The sender checks them, and only that call fails.
/// </summary>
/// <param name="Index">Bytes of index data.</param>
/// <param name="Payload">Bytes of all payload chunks.</param>
internal sealed record ParcelLimits(int Index, long Payload)
{
    /// <summary>Bytes of the encoded form.</summary>
    internal const int Length = 12;

    /// <summary>Minimum of <see cref="Index"/>: the answer that a call failed fits.</summary>
    internal const int MinimumIndex = 8192;

    /// <summary>Maximum of <see cref="Index"/>: with header and chunk table it still fits into one block.</summary>
    internal const int MaximumIndex =
        int.MaxValue - (ArchiveLayout.MaximumEntries * ArchiveLayout.LocatedEntryLength) - (1 << 16);

    internal static ParcelLimits Default { get; } = new(1 << 30, 64L << 30);

    /// <summary>The limits between two localities.</summary>
    internal static ParcelLimits Between(ParcelLimits one, ParcelLimits other) =>
        new(Math.Min(one.Index, other.Index), Math.Min(one.Payload, other.Payload));

    /// <summary>Bytes of index data and chunk table that may be deferred.</summary>
    internal long Deferred => Index + ((long)ArchiveLayout.MaximumEntries * ArchiveLayout.LocatedEntryLength);

    /// <summary>Why a parcel must not be sent; null if it may.</summary>
    internal ClusterException? Refuse(ArchiveStore parcel)
    {
        if (parcel.IndexLength > Index)
            return ClusterException.TooLong("index data", parcel.IndexLength, Index, "MaximumIndexBytes");
        if (parcel.ChunkCount == 0)
            return null;
        long payload = 0;
        foreach (ref readonly var chunk in parcel.Chunks)
            payload += chunk.Length;
        return payload > Payload
            ? ClusterException.TooLong("payload", payload, Payload, "MaximumPayloadBytes")
            : null;
    }

    /// <summary>Little-endian: u32 index, u64 payload.</summary>
    internal byte[] Encode()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Index);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(4), Payload);
        return bytes;
    }

    /// <summary>The reverse.</summary>
    /// <returns>Null if it has too few bytes, or a limit that is impossible.</returns>
    internal static ParcelLimits? TryDecode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length)
            return null;
        var (index, payload) = (
            BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(4)));
        return index is >= MinimumIndex and <= MaximumIndex && payload > 0 ? new(index, payload) : null;
    }
}
