using System.Runtime.CompilerServices;
using System.Text;

namespace Argosy.Runtime;

/// <summary>Common methods of the built-in serializers.</summary>
public unsafe ref partial struct ArchiveReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long ReadInt64()
    {
        var value = ReadUnmanaged<long>();
        return BitConverter.IsLittleEndian ? value : ByteOrder.Reverse(value);
    }

    /// <summary>One byte, 0 or 1. Generated serializers read from it whether a value is present.</summary>
    /// <exception cref="ArchiveException">It has another value.</exception>
    public bool ReadFlag()
    {
        var flag = ReadByte();
        return flag <= 1 ? flag == 1 : throw ArchiveException.Malformed($"{flag} stands where 0 or 1 must");
    }

    /// <summary>The reverse of <see cref="ArchiveWriter.WriteCount"/>, for elements of at least one byte.</summary>
    /// <exception cref="ArchiveException">The count exceeds the remaining bytes.</exception>
    internal int? ReadNullableCount() => ClaimNullable(ReadVarint());

    /// <summary>The same, once the number was read.</summary>
    internal int? ClaimNullable(ulong count) => count == 0 ? null : Claim(count - 1, Remaining);

    // Every element has at least one byte that belongs to no other element of any collection, so the sum of all counts
    // of an archive is at most its size. Without this sum, nested collections could each claim the same bytes.
    private int Claim(ulong count, int most)
    {
        most = Math.Min(most, _unclaimed);
        if (count > (ulong)most)
            throw ArchiveException.Count(count, (ulong)most);
        _unclaimed -= (int)count;
        return (int)count;
    }

    /// <summary>The reverse of <see cref="ArchiveWriter.WriteText"/>.</summary>
    internal string? ReadText()
    {
        var word = ReadVarint();
        if (word <= 1)
            return word == 0 ? null : "";
        if (--word > (ulong)Remaining)
            throw ArchiveException.Count(word, (ulong)Remaining);
        var length = (int)word;
        try
        {
            fixed (byte* bytes = ReadBytes(length))
            {
                // The lenient decoder is faster. A replacement character shows a possible error,
                // and the strict decoder tells whether it was sent.
                var text = Encoding.UTF8.GetString(bytes, length);
                if (text.AsSpan().IndexOf('\ufffd') >= 0)
                    ArchiveWriter.s_utf8.GetCharCount(bytes, length);
                return text;
            }
        }
        catch (DecoderFallbackException)
        {
            throw ArchiveException.Malformed("a string isn't UTF-8");
        }
    }
}
