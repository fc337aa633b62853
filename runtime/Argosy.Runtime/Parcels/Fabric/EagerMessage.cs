using System.Buffers.Binary;
using System.Text;

namespace Argosy.Runtime;

/// <summary>
/// The message that announces a parcel, of at most <see cref="MaximumLength"/> bytes, in the format of
/// <see cref="ArchiveLayout"/>. One with data to fetch ends with the number for its Fetched.
/// </summary>
internal static class EagerMessage
{
    internal const int MaximumLength = 4096;
    internal const int NumberLength = 8;
    private const int LongestReason = 512;

    /// <summary>Bytes of a message for a completely deferred parcel.</summary>
    internal const int DeferredLength = ArchiveLayout.HeaderLength + ArchiveLayout.LocatedEntryLength + NumberLength;

    /// <summary>The claimed sender, checked before anything else; null if the message is too short.</summary>
    internal static (uint Source, ulong Session)? Identify(ReadOnlySpan<byte> message) => message.Length < 16
        ? null
        : (BinaryPrimitives.ReadUInt32LittleEndian(message.Slice(4)),
            BinaryPrimitives.ReadUInt64LittleEndian(message.Slice(8)));

    /// <summary>As much of a text as fits in a message, in UTF-8.</summary>
    internal static byte[] EncodeReason(string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(reason);
        Array.Resize(ref bytes, Math.Min(bytes.Length, LongestReason));
        return bytes;
    }

    /// <exception cref="ArchiveException">It is shorter than its header says.</exception>
    internal static string ReadReason(ReadOnlySpan<byte> body, int length) => body.Length >= length
        ? Encoding.UTF8.GetString(body.Slice(0, Math.Min(length, LongestReason)).ToArray())
        : throw ArchiveException.Short(length, body.Length);

    internal static void WriteNumber(Span<byte> target, ulong number) =>
        BinaryPrimitives.WriteUInt64LittleEndian(target, number);

    /// <summary>Removes the number from a message's end.</summary>
    /// <exception cref="ArchiveException">There is none.</exception>
    internal static ulong TakeNumber(ref ReadOnlySpan<byte> body)
    {
        var rest = body.Length - NumberLength;
        if (rest < 0)
            throw ArchiveException.Short(NumberLength, body.Length);
        var number = BinaryPrimitives.ReadUInt64LittleEndian(body.Slice(rest));
        body = body.Slice(0, rest);
        return number;
    }

    internal static void WriteDeferred(Span<byte> target, RemoteMemory place)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target, place.Length << ArchiveLayout.KindBits | (ulong)ChunkKind.Rma);
        BinaryPrimitives.WriteUInt64LittleEndian(target.Slice(8), place.Address);
        BinaryPrimitives.WriteUInt64LittleEndian(target.Slice(16), place.Key);
    }

    /// <summary>The location of index data and chunk table.</summary>
    /// <exception cref="ArchiveException">It isn't one located entry, or its length contradicts the header.</exception>
    internal static RemoteMemory ReadDeferred(ReadOnlySpan<byte> body, in ParcelHeader header, ParcelLimits most)
    {
        if (body.Length != ArchiveLayout.LocatedEntryLength)
            throw ArchiveException.Malformed($"a deferred parcel's message has {body.Length} bytes behind its header");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(body) >> ArchiveLayout.KindBits;
        var table = (long)header.Entries * ArchiveLayout.LocatedEntryLength;
        if (length == 0 || length > (ulong)most.Deferred || header.IndexLength > most.Index
            || (long)length < header.IndexLength
            || (long)length - header.IndexLength > table)
            throw ArchiveException.Malformed(
                $"{length} bytes were deferred, "
                + $"{header.IndexLength} of index data and {header.Entries} chunks are named");
        return new RemoteMemory(
            BinaryPrimitives.ReadUInt64LittleEndian(body.Slice(8)),
            BinaryPrimitives.ReadUInt64LittleEndian(body.Slice(16)), length);
    }
}
