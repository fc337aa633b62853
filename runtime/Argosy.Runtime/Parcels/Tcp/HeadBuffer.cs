namespace Argosy.Runtime;

/// <summary>
/// Received bytes that have not been used yet. With <paramref name="readsAhead"/> it reads everything available; without, only the
/// requested bytes. Grows as bytes arrive, never by a claimed length.
/// </summary>
internal sealed class HeadBuffer(Wire wire, bool readsAhead)
{
    private const int UsualLength = 64 * 1024;

    private byte[] bytes = new byte[readsAhead ? UsualLength : 4096];
    private int start;
    private int end;

    /// <summary>The next bytes; valid until the next <see cref="HasAsync"/>.</summary>
    internal ReadOnlySpan<byte> Next(int length) => bytes.AsSpan(start, length);

    /// <summary>Skips used bytes.</summary>
    internal void Pass(int length) => start += length;

    /// <summary>Waits until this number of bytes has arrived.</summary>
    /// <returns>False at the end of the connection, without any byte.</returns>
    /// <exception cref="EndOfStreamException">It ended in the middle of them.</exception>
    internal ValueTask<bool> HasAsync(int length) => end - start >= length ? new(true) : ReceiveAsync(length);

    private async ValueTask<bool> ReceiveAsync(int length)
    {
        while (end - start < length)
        {
            MakeRoom(length);
            var room = readsAhead ? bytes.Length - end : Math.Min(bytes.Length - end, length - (end - start));
            var count = await wire.ReceiveAsync(bytes.AsMemory(end, room)).ConfigureAwait(false);
            if (count == 0 && end > start)
                throw new EndOfStreamException("it ended in the middle of a parcel");
            if (count == 0)
                return false;
            end += count;
        }
        return true;
    }

    private void MakeRoom(int length)
    {
        var used = end - start;
        if (start + length <= bytes.Length && end < bytes.Length)
            return;
        var old = bytes;
        if (used == bytes.Length)
            bytes = new byte[Math.Min(2L * used, Math.Max(length, UsualLength))];
        else if (used == 0 && bytes.Length > UsualLength)
            bytes = new byte[UsualLength]; // one large parcel shouldn't hold on to its room for good
        Buffer.BlockCopy(old, start, bytes, 0, used);
        start = 0;
        end = used;
    }
}
