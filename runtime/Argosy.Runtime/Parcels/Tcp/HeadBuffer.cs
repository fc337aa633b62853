namespace Argosy.Runtime;

/// <summary>
/// Received bytes that have not been used yet. With <paramref name="readsAhead"/> it reads everything available;
/// without, only the requested bytes. Grows as bytes arrive, never by a claimed length.
/// </summary>
internal sealed class HeadBuffer(Wire wire, bool readsAhead)
{
    private const int UsualLength = 64 * 1024;

    private byte[] _bytes = new byte[readsAhead ? UsualLength : 4096];
    private int _start;
    private int _end;

    /// <summary>The next bytes; valid until the next <see cref="HasAsync"/>.</summary>
    internal ReadOnlySpan<byte> Next(int length) => _bytes.AsSpan(_start, length);

    /// <summary>Skips used bytes.</summary>
    internal void Pass(int length) => _start += length;

    /// <summary>Waits until this number of bytes has arrived.</summary>
    /// <returns>False at the end of the connection, without any byte.</returns>
    /// <exception cref="EndOfStreamException">It ended in the middle of them.</exception>
    internal ValueTask<bool> HasAsync(int length) => _end - _start >= length ? new(true) : ReceiveAsync(length);

    private async ValueTask<bool> ReceiveAsync(int length)
    {
        while (_end - _start < length)
        {
            MakeRoom(length);
            var room = readsAhead ? _bytes.Length - _end : Math.Min(_bytes.Length - _end, length - (_end - _start));
            var count = await wire.ReceiveAsync(_bytes.AsMemory(_end, room)).ConfigureAwait(false);
            if (count == 0 && _end > _start)
                throw new EndOfStreamException("it ended in the middle of a parcel");
            if (count == 0)
                return false;
            _end += count;
        }
        return true;
    }

    private void MakeRoom(int length)
    {
        var used = _end - _start;
        if (_start + length <= _bytes.Length && _end < _bytes.Length)
            return;
        var old = _bytes;
        if (used == _bytes.Length)
            _bytes = new byte[Math.Min(2L * used, Math.Max(length, UsualLength))];
        else if (used == 0 && _bytes.Length > UsualLength)
            _bytes = new byte[UsualLength]; // one large parcel shouldn't hold on to its room for good
        Buffer.BlockCopy(old, _start, _bytes, 0, used);
        _start = 0;
        _end = used;
    }
}
