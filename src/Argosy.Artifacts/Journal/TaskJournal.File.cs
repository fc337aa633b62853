using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Argosy.Artifacts.Journal;

public sealed partial class TaskJournal
{
    private const int HeaderSize = 8;
    private const int FlushSize = 1 << 16;
    private bool _isCopying;
    private int _begin;

    // Where the last whole record ends (0 where this is no journal), and the bytes of records that no longer count.
    private (int End, long Superseded) Load(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith(Magic)) return (0, 0);
        var at = Magic.Length;
        long superseded = 0;
        while (bytes.Length - at >= HeaderSize)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[at..]);
            if (length < 2 || length > bytes.Length - at - HeaderSize) break;
            var payload = bytes.Slice(at + HeaderSize, length);
            if (Check(payload.Span) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[(at + 4)..])) break;
            at += HeaderSize + length;
            if (payload.Span[0] == JournalCodec.RunKind)
            {
                _lastRun = JournalCodec.ReadRun(payload);
                continue;
            }

            var name = JournalCodec.ReadName(payload.Span);
            var isTask = payload.Span[0] == JournalCodec.TaskKind;
            if (!isTask) superseded += length;
            // Its check is right, so whoever wrote it meant it; what can't be read none the less only costs a run.
            if (_tasks.TryGetValue(name, out var older)) superseded += ((Unread)older).Payload.Length;
            if (isTask) _tasks[name] = new Unread(payload);
            else _tasks.Remove(name);
        }

        return (at, superseded);
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
        foreach (var word in words) crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
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
            // What a full disk took of it would hide every later record.
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
