using System.Runtime.CompilerServices;
using System.Text;

namespace Argosy.Runtime;

/// <summary>Common methods of the built-in serializers.</summary>
public unsafe ref partial struct ArchiveWriter
{
    // An unpaired surrogate has no UTF-8 form: replacing it would change the text.
    internal static readonly UTF8Encoding s_utf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Text so short that its length always has one byte: written in one pass.
    private const int ShortText = 0x7E / 3;

    /// <summary>Whether this number of bytes becomes a separate chunk.</summary>
    internal readonly bool MakesChunk(long bytes) =>
        bytes >= _store.Threshold && bytes > 0 && _store.ChunkCount < ArchiveLayout.MaximumPayloadChunks;

    internal readonly RmaPool Pool => _store.Pool;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WriteInt64(long value) =>
        WriteUnmanaged(BitConverter.IsLittleEndian ? value : ByteOrder.Reverse(value));

    /// <summary>The count of a collection, which may be null.</summary>
    internal void WriteCount(int? count) => WriteVarint(count is null ? 0 : (ulong)count + 1);

    /// <summary>A varint of its bytes + 1, then UTF-8; only 0 for null.</summary>
    internal void WriteText(string? text)
    {
        if (text is null)
        {
            WriteByte(0);
            return;
        }
        try
        {
            if (text.Length > ShortText)
                WriteLongText(text);
            else
                WriteShortText(text);
        }
        catch (EncoderFallbackException)
        {
            throw ArchiveException.Unsupported(
                "a string has half a surrogate pair, which no text has", "Send such characters as a char[].");
        }
    }

    private void WriteShortText(string text)
    {
        if (_end - _at < 1 + 3 * text.Length)
            Grow(1 + 3 * text.Length);
        int length;
        fixed (char* characters = text)
            length = text.Length == 0
                ? 0
                : s_utf8.GetBytes(characters, text.Length, _at + 1, (int)Math.Min(_end - _at - 1, int.MaxValue));
        *_at = (byte)(length + 1);
        _at += 1 + length;
    }

    private void WriteLongText(string text)
    {
        var length = s_utf8.GetByteCount(text);
        WriteVarint((ulong)length + 1);
        if (_end - _at < length)
            Grow(length);
        fixed (char* characters = text)
            s_utf8.GetBytes(characters, text.Length, _at, length);
        _at += length;
    }
}
