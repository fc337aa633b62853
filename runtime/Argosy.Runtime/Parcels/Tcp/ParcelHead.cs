namespace Argosy.Runtime;

/// <summary>Header, index data and chunk table of a parcel, as one piece of bytes.</summary>
internal static unsafe class ParcelHead
{
    internal static int Measure(OutgoingParcel parcel) =>
        checked(ArchiveLayout.HeaderLength + parcel.IndexLength + ChunkTable.Measure(parcel, located: false));

    /// <summary>Copies it into a batch of others.</summary>
    internal static void Encode(OutgoingParcel parcel, int self, ulong session, Span<byte> target)
    {
        HeaderOf(parcel, self, session).Encode(target);
        parcel.Index.CopyTo(target.Slice(ArchiveLayout.HeaderLength));
        ChunkTable.Encode(parcel, [], target.Slice(ArchiveLayout.HeaderLength + parcel.IndexLength));
    }

    /// <summary>Writes it around the index data in place.</summary>
    internal static Memory<byte> EncodeInPlace(OutgoingParcel parcel, int self, ulong session, PointerMemory shown)
    {
        var length = Measure(parcel);
        var used = ArchiveLayout.HeaderLength + parcel.IndexLength;
        var block = parcel.Block is { } large && large.Capacity >= length ? large : parcel.Grow(used, length);
        HeaderOf(parcel, self, session).Encode(block.Span);
        ChunkTable.Encode(parcel, [], block.Span.Slice(used));
        return shown.At(block.Address, length);
    }

    private static ParcelHeader HeaderOf(OutgoingParcel parcel, int self, ulong session) => parcel.Header with
    {
        Flags = ParcelFlags.None,
        Source = (uint)self,
        Session = session,
        IndexLength = parcel.IndexLength,
        Entries = ChunkTable.CountEntries(parcel),
    };
}
