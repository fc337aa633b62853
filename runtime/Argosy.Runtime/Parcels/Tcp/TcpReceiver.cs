using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>Receives parcels from one connection: the head is decoded first, then the payload is received into its
/// target.</summary>
[SuppressMessage("Design", "CA1001", Justification = "PointerMemory owns nothing.")]
internal sealed class TcpReceiver(TcpParcelport port, TcpPeer peer, Wire wire, bool readsAhead)
{
    private readonly HeadBuffer _heads = new(wire, readsAhead);
    private readonly PointerMemory _shown = new();
    private readonly ArchiveSource _source = new(port.Pool);
    private byte[]? _unwanted;

    /// <summary>Runs until the other side ends the connection or sends Goodbye.</summary>
    /// <exception cref="ArchiveException">It sent invalid data.</exception>
    /// <exception cref="IOException">It broke.</exception>
    internal async Task RunAsync()
    {
        while (await _heads.HasAsync(ArchiveLayout.HeaderLength).ConfigureAwait(false))
        {
            var header = Check(ParcelHeader.Decode(_heads.Next(ArchiveLayout.HeaderLength)));
            if (header.Kind == ParcelKind.Goodbye)
                return;
            var table = header.Entries * ArchiveLayout.EntryLength;
            var length = ArchiveLayout.HeaderLength + header.IndexLength + table;
            if (!await _heads.HasAsync(length).ConfigureAwait(false))
                throw new EndOfStreamException("it ended in the middle of a parcel");
            var delivery = Decode(header, _heads.Next(length));
            _heads.Pass(length);
            Interlocked.Increment(ref Counters.s_parcelsReceived);
            await FillAsync(delivery).ConfigureAwait(false);
        }
    }

    private ParcelHeader Check(in ParcelHeader header)
    {
        if (header.Flags != ParcelFlags.None || header.Kind == ParcelKind.Fetched)
            throw ArchiveException.Malformed("it is of a kind that isn't sent over this connection");
        if (header.Source != (uint)peer.Locality || header.Session != peer.Session.Incoming)
            throw ArchiveException.Malformed("it names another sender or session than its connection");
        if (header.IndexLength > peer.Session.Limits.Index)
            throw ArchiveException.Malformed(
                $"its index data has {header.IndexLength} bytes of at most {peer.Session.Limits.Index}");
        return header;
    }

    private Delivery? Decode(in ParcelHeader header, ReadOnlySpan<byte> head)
    {
        try
        {
            var index = head.Slice(ArchiveLayout.HeaderLength, header.IndexLength);
            ChunkTable.Decode(
                head.Slice(ArchiveLayout.HeaderLength + header.IndexLength), header, peer.Session.Limits.Payload,
                _source);
            if (readsAhead && _source.Payload.Count > 0)
                throw ArchiveException.Malformed("it has payload, on the connection for parcels without");
            return port.Receiver.Receive(peer.Locality, header, index, _source);
        }
        catch
        {
            _source.Clear();
            throw;
        }
    }

    private async ValueTask FillAsync(Delivery? delivery)
    {
        try
        {
            for (var chunk = 0; chunk < _source.Payload.Count; chunk++)
            {
                var length = _source.Payload[chunk].Length;
                if (TryFind(chunk, out var fill))
                    await wire.ReceiveAllAsync(_shown.At(fill)).ConfigureAwait(false);
                else
                    await PassOverAsync(length).ConfigureAwait(false);
                Interlocked.Add(ref Counters.s_payloadBytesReceived, length);
            }
        }
        catch (Exception exception)
        {
            Deliver(delivery, exception);
            throw;
        }
        Deliver(delivery, null);
    }

    // The filled memory has its own holders now.
    private void Deliver(Delivery? delivery, Exception? failure)
    {
        _source.Clear();
        delivery?.Complete(failure);
    }

    // Decoding requests chunks in order; a gap is an unknown member.
    private bool TryFind(int chunk, out Fill fill)
    {
        foreach (var one in _source.Fills)
        {
            if (one.Chunk != chunk)
                continue;
            fill = one;
            return true;
        }
        fill = default;
        return false;
    }

    private async ValueTask PassOverAsync(int length)
    {
        _unwanted ??= new byte[16 * 1024];
        while (length > 0)
        {
            var piece = Math.Min(length, _unwanted.Length);
            await wire.ReceiveAllAsync(_unwanted.AsMemory(0, piece)).ConfigureAwait(false);
            length -= piece;
        }
    }
}
