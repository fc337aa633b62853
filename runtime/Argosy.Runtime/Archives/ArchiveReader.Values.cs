using System.Runtime.CompilerServices;
using System.Text;

namespace Argosy.Runtime;

/// <summary>What the built-in serializers have in common.</summary>
public unsafe ref partial struct ArchiveReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long ReadInt64()
    {
        var value = ReadUnmanaged<long>();
        return BitConverter.IsLittleEndian ? value : ByteOrder.Reverse(value);
    }

    /// <summary>One byte, 0 or 1. Generated serializers read by it whether a value is there.</summary>
    /// <exception cref="ArchiveException">It is another.</exception>
    public bool ReadFlag()
    {
        var flag = ReadByte();
        return flag <= 1 ? flag == 1 : throw ArchiveException.Malformed($"{flag} stands where 0 or 1 must");
    }

    /// <summary>The reverse of <see cref="ArchiveWriter.WriteCount"/>, for elements that have one byte at least.</summary>
    /// <exception cref="ArchiveException">So many can't be here.</exception>
    internal int? ReadNullableCount()
    {
        var count = ReadVarint();
        return count == 0 ? null : Claim(count - 1, Remaining);
    }

    // Every element has one byte at least that belongs to no other, of its own or another collection: all counts of an archive
    // together are at most its bytes. Without that sum, collections in each other could each claim the same bytes.
    private int Claim(ulong count, int most)
    {
        most = Math.Min(most, unclaimed);
        if (count > (ulong)most)
            throw ArchiveException.Count(count, (ulong)most);
        unclaimed -= (int)count;
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
                // The lenient decoder is the faster one. What it replaced shows, and the strict one says whether it was sent so.
                var text = Encoding.UTF8.GetString(bytes, length);
                if (text.AsSpan().IndexOf('\ufffd') >= 0)
                    ArchiveWriter.Utf8.GetCharCount(bytes, length);
                return text;
            }
        }
        catch (DecoderFallbackException)
        {
            throw ArchiveException.Malformed("a string isn't UTF-8");
        }
    }
}
