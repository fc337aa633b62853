using System.Buffers.Binary;

namespace Argosy.Runtime;

/// <summary>The kind of a parcel, with its number on the wire.</summary>
internal enum ParcelKind : byte
{
    /// <summary>Runs an action, which answers with Result or Fault; without a call number there is no answer.</summary>
    Call = 1,

    /// <summary>An action's result.</summary>
    Result = 2,

    /// <summary>An action's failure.</summary>
    Fault = 3,

    /// <summary>Asks to cancel the action of a call.</summary>
    Cancel = 4,

    /// <summary>Only a header, for its count of consumed parcels.</summary>
    Credit = 5,

    /// <summary>A parcelport's: the payload of the parcel with the ticket `call` was fetched,
    /// its source is free.</summary>
    Fetched = 6,

    /// <summary>A parcelport's: the sender leaves.</summary>
    Goodbye = 7,

    /// <summary>Asks for Flushed once `call` parcels of this sender, counted as its `action` says, are there. Not
    /// counted itself.</summary>
    Flush = 8,

    /// <summary>How many are there: `call`, counted as `action` says. Not counted itself.</summary>
    Flushed = 9,

    /// <summary>A Call whose index data ends with the caller's trace context.</summary>
    TracedCall = 10,
}

[Flags]
internal enum ParcelFlags : ushort
{
    None = 0,

    /// <summary>Payload entries have the payload's locations, for the receiver to fetch.</summary>
    Located = 1,

    /// <summary>Index data and table are to be fetched first.</summary>
    Deferred = 2,

    /// <summary>The message ends with the ticket of a fetched payload, like a parcel of kind Fetched.</summary>
    Fetched = 4,
}

/// <summary>The 40 bytes in the format of <see cref="ArchiveLayout"/>.</summary>
internal readonly record struct ParcelHeader(
    ParcelKind Kind, ParcelFlags Flags, uint Source, ulong Session, ulong Call, uint Action, int IndexLength,
    int Entries, uint Consumed)
{
    /// <summary>Whether it runs an action.</summary>
    internal bool IsCall => Kind is ParcelKind.Call or ParcelKind.TracedCall;

    /// <summary>Whether it runs an action without an answer.</summary>
    internal bool IsPost => IsCall && Call == 0;

    internal void Encode(Span<byte> target)
    {
        target[0] = ArchiveLayout.Version;
        target[1] = (byte)Kind;
        BinaryPrimitives.WriteUInt16LittleEndian(target.Slice(2), (ushort)Flags);
        BinaryPrimitives.WriteUInt32LittleEndian(target.Slice(4), Source);
        BinaryPrimitives.WriteUInt64LittleEndian(target.Slice(8), Session);
        BinaryPrimitives.WriteUInt64LittleEndian(target.Slice(16), Call);
        BinaryPrimitives.WriteUInt32LittleEndian(target.Slice(24), Action);
        BinaryPrimitives.WriteInt32LittleEndian(target.Slice(28), IndexLength);
        BinaryPrimitives.WriteInt32LittleEndian(target.Slice(32), Entries);
        BinaryPrimitives.WriteUInt32LittleEndian(target.Slice(36), Consumed);
    }

    /// <exception cref="ArchiveException">It isn't a header of this version, or has an impossible length.</exception>
    internal static ParcelHeader Decode(ReadOnlySpan<byte> source)
    {
        if (source.Length < ArchiveLayout.HeaderLength)
            throw ArchiveException.Short(ArchiveLayout.HeaderLength, source.Length);
        if (source[0] != ArchiveLayout.Version)
            throw ArchiveException.Malformed($"it has version {source[0]}, and {ArchiveLayout.Version} is spoken here");
        if (source[1] is < (byte)ParcelKind.Call or > (byte)ParcelKind.TracedCall)
            throw ArchiveException.Malformed($"there is no parcel of kind {source[1]}");
        var header = new ParcelHeader(
            (ParcelKind)source[1],
            (ParcelFlags)BinaryPrimitives.ReadUInt16LittleEndian(source.Slice(2)),
            BinaryPrimitives.ReadUInt32LittleEndian(source.Slice(4)),
            BinaryPrimitives.ReadUInt64LittleEndian(source.Slice(8)),
            BinaryPrimitives.ReadUInt64LittleEndian(source.Slice(16)),
            BinaryPrimitives.ReadUInt32LittleEndian(source.Slice(24)),
            BinaryPrimitives.ReadInt32LittleEndian(source.Slice(28)),
            BinaryPrimitives.ReadInt32LittleEndian(source.Slice(32)),
            BinaryPrimitives.ReadUInt32LittleEndian(source.Slice(36)));
        if ((header.Flags & ~(ParcelFlags.Located | ParcelFlags.Deferred | ParcelFlags.Fetched)) != 0)
            throw ArchiveException.Malformed($"it has unknown flags {(ushort)header.Flags:x4}");
        if (header.IndexLength < 0 || header.Entries is < 0 or > ArchiveLayout.MaximumEntries)
            throw ArchiveException.Malformed($"it names {header.IndexLength} bytes and {header.Entries} chunks");
        return header;
    }
}
