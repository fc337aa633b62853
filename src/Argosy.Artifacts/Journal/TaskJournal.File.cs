using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Argosy.Artifacts.Journal;

public sealed partial class TaskJournal
{
    private const int HeaderSize = 8;
    private const int FlushSize = 1 << 16;
    private const int PieceSize = 1 << 26;
    private const int LongestRecord = 1 << 30;
    private bool _isCopying;
    private int _begin;

    // Returns the end of the last complete record (0 if this is no journal), and the bytes of superseded records. A
    // file of any size is read in pieces; each record is complete within one piece.
    private (long End, long Superseded) Load(FileStream file)
    {
        // Read once: it would be a system call for each record.
        var length = file.Length;
        var piece = new byte[Math.Min(length, PieceSize)];
        var filled = file.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
        if (!piece.AsSpan(0, filled).StartsWith(Magic)) return (0, 0);
        var (at, begin, superseded) = (Magic.Length, 0L, 0L);
        while (true)
        {
            var rest = piece.AsMemory(at, filled - at);
            var needed = NeededFor(rest.Span);
            if (needed < 0 || begin + at + needed > length) break;
            if (needed > rest.Length)
            {
                // The rest of the current piece, and the next piece.
                var next = new byte[Math.Max(needed, Math.Min(length - begin - at, PieceSize))];
                rest.CopyTo(next);
                (begin, filled) = (
                    begin + at,
                    rest.Length + file.ReadAtLeast(
                        next.AsSpan(rest.Length), next.Length - rest.Length, throwOnEndOfStream: false));
                (piece, at) = (next, 0);
                if (filled < needed) break;
                continue;
            }

            if (rest.Length < HeaderSize || needed == HeaderSize) break;
            var payload = rest[HeaderSize..(int)needed];
            if (Check(payload.Span) != BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..])) break;
            at += (int)needed;
            superseded += Take(payload);
        }

        return (begin + at, superseded);
    }

    // The length of the next record, or of its header if only that is known; negative if nothing more can be read.
    private static long NeededFor(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < HeaderSize) return HeaderSize;
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        return length is < 2 or > LongestRecord ? -1 : HeaderSize + (long)length;
    }

    // Adds a record; returns the bytes of those that it supersedes.
    private long Take(ReadOnlyMemory<byte> payload)
    {
        if (payload.Span[0] == JournalCodec.RunKind)
        {
            _lastRun = JournalCodec.ReadRun(payload);
            return 0;
        }

        var name = JournalCodec.ReadName(payload.Span);
        var isTask = payload.Span[0] == JournalCodec.TaskKind;
        long superseded = isTask ? 0 : payload.Length;
        // Its check sum is right, so it was written on purpose; an unreadable record only costs a run of the task.
        if (_tasks.TryGetValue(name, out var older)) superseded += ((Unread)older).Payload.Length;
        if (isTask) _tasks[name] = new Unread(payload);
        else _tasks.Remove(name);
        return superseded;
    }

    private static TaskRecord? TryReadTask(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JournalCodec.ReadTask(payload);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidDataException)
        {
            return null;
        }
    }

    private static uint Check(ReadOnlySpan<byte> payload)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        foreach (var word in words)
            crc = BitOperations.Crc32C(
                crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var octet in payload[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, octet);
        return ~crc;
    }

    private BinaryWriter BeginHeld()
    {
        if (_file is null && !_isCopying) throw new InvalidOperationException("this journal is only read");
        _begin = (int)_buffer.Position;
        // Room for length and check.
        _writer.Write(0L);
        return _writer;
    }

    private void EndHeld(bool flush)
    {
        _writer.Flush();
        var record = _buffer.GetBuffer().AsSpan(_begin, (int)_buffer.Position - _begin);
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length - HeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Check(record[HeaderSize..]));
        if (flush || _buffer.Length >= FlushSize) FlushHeld();
    }

    private void FlushHeld()
    {
        if (_file is null || _buffer.Length == 0) return;
        var end = _file.Position;
        try
        {
            _file.Write(_buffer.GetBuffer(), 0, (int)_buffer.Length);
        }
        catch
        {
            // The partial record of a full disk would hide every later record.
            _file.SetLength(end);
            _file.Position = end;
            throw;
        }
        finally
        {
            _buffer.SetLength(0);
        }
    }

    private void WriteAll(Stream stream)
    {
        stream.Write(Magic);
        _isCopying = true;
        foreach (var task in Tasks)
        {
            JournalCodec.Write(BeginHeld(), task);
            EndHeld(flush: false);
            if (_buffer.Length < FlushSize) continue;
            _buffer.WriteTo(stream);
            _buffer.SetLength(0);
        }

        if (_lastRun is { } run)
        {
            JournalCodec.Write(BeginHeld(), run);
            EndHeld(flush: false);
        }

        _buffer.WriteTo(stream);
        _buffer.SetLength(0);
    }
}
