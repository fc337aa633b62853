using System.Buffers.Binary;

namespace Argosy.Packages.Archives;

/// <summary>The record at the end of a zip archive, read before anything else: .NET loads the whole directory that it
/// announces.</summary>
internal static class ZipEnd
{
    // APPNOTE.TXT 4.3.16: signature, …, entries (10), size of the directory (12), its offset (16), length of a comment
    // (20), the comment.
    private const int Length = 22;
    private const int LongestComment = ushort.MaxValue;
    private static ReadOnlySpan<byte> Signature => "PK\u0005\u0006"u8;

    /// <summary>Requires such a record and a directory within the limit.</summary>
    /// <param name="file">Its position is the start afterwards.</param>
    /// <param name="longest">Bytes of the directory.</param>
    /// <exception cref="InvalidDataException">There is none, or the directory is longer: then it isn't a package but
    /// would fill the memory.</exception>
    public static void Require(Stream file, int longest)
    {
        var tail = new byte[(int)Math.Min(file.Length, Length + LongestComment)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        file.Position = 0;
        var at = tail.AsSpan().LastIndexOf(Signature);
        if (at < 0 || tail.Length - at < Length) throw new InvalidDataException("it has no end of a zip archive");
        var directory = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        if (directory > longest || directory > file.Length)
            throw new InvalidDataException("its list of entries is longer than a package's can be");
    }
}
