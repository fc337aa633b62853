using System.Globalization;
using System.Text;

namespace Argosy.Images.Layers;

/// <summary>Encodes one 512-byte ustar header, and the pax records for what doesn't fit into it.</summary>
/// <remarks>
/// POSIX.1-2017 pax, "ustar Interchange Format"; offsets and lengths in bytes, numbers in octal, NUL-terminated:
/// <code>
///   0 name 100 | 100 mode 8 | 108 uid 8 | 116 gid 8 | 124 size 12 | 136 mtime 12 | 148 checksum 8 | 156 type 1
/// 157 linkname 100 | 257 magic "ustar\0" 6 | 263 version "00" 2 | 265 uname 32 | 297 gname 32 | 329 devmajor 8
/// 337 devminor 8 | 345 prefix 155 | 500 padding 12
/// </code>
/// .NET's own writer puts its process number into pax headers, so the same tree would give other bytes each time.
/// User and group names stay empty: an image's numbers mean what its own passwd says.
/// </remarks>
internal static class TarHeader
{
    public const int BlockSize = 512;
    private const int NameLength = 100;
    private const long MaxOctal7 = 0x1FFFFF;
    private const long MaxOctal11 = 0x1_FFFF_FFFF;

    // A pax header's own name is shown only by programs that don't know pax.
    private const string PaxName = "@PaxHeader";

    /// <summary>The header blocks: pax first where needed, then ustar.</summary>
    public static byte[] Encode(LayerEntry entry, char type, string? link, long size, long mtime)
    {
        var name = type == '5' ? entry.Path + "/" : entry.Path;
        var records = new StringBuilder();
        Require(records, "path", name, Fits(name));
        if (link is not null) Require(records, "linkpath", link, Fits(link));
        Require(records, "uid", Text(entry.Owner), entry.Owner <= MaxOctal7);
        Require(records, "gid", Text(entry.Group), entry.Group <= MaxOctal7);
        Require(records, "size", Text(size), size <= MaxOctal11);
        var pax = Encoding.UTF8.GetBytes(records.ToString());
        var blocks = new byte[(pax.Length == 0 ? 0 : BlockSize + pax.Length + Padding(pax.Length)) + BlockSize];
        if (pax.Length > 0)
        {
            Fill(blocks.AsSpan(0, BlockSize), PaxName, 0x1A4, 0, 0, pax.Length, mtime, 'x', "");
            pax.CopyTo(blocks, BlockSize);
        }

        Fill(blocks.AsSpan(blocks.Length - BlockSize), Fits(name) ? name : PaxName, (int)entry.Mode,
            Math.Min(entry.Owner, MaxOctal7), Math.Min(entry.Group, MaxOctal7), size <= MaxOctal11 ? size : 0, mtime, type,
            link is not null && Fits(link) ? link : "");
        return blocks;
    }

    /// <summary>How many bytes fill the last block of a content.</summary>
    public static int Padding(long length) => (int)((BlockSize - (length % BlockSize)) % BlockSize);

    private static bool Fits(string text) => text.Length <= NameLength && text.All(char.IsAscii);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // "length key=value\n", where the length counts its own digits.
    private static void Require(StringBuilder records, string key, string value, bool fits)
    {
        if (fits) return;
        var rest = Encoding.UTF8.GetByteCount($" {key}={value}\n");
        var length = rest + Text(rest).Length;
        if (Text(length).Length > Text(rest).Length) length = rest + Text(length).Length;
        records.Append(CultureInfo.InvariantCulture, $"{length} {key}={value}\n");
    }

    private static void Fill(
        Span<byte> block, string name, int mode, long uid, long gid, long size, long mtime, char type, string link)
    {
        Encoding.ASCII.GetBytes(name, block);
        Octal(block.Slice(100, 8), mode);
        Octal(block.Slice(108, 8), uid);
        Octal(block.Slice(116, 8), gid);
        Octal(block.Slice(124, 12), size);
        Octal(block.Slice(136, 12), mtime);
        block.Slice(148, 8).Fill((byte)' ');
        block[156] = (byte)type;
        Encoding.ASCII.GetBytes(link, block[157..]);
        "ustar\000"u8.CopyTo(block[257..]);
        var sum = 0;
        foreach (var b in block) sum += b;
        Octal(block.Slice(148, 7), sum);
    }

    private static void Octal(Span<byte> field, long value)
    {
        for (var i = field.Length - 2; i >= 0; i--, value >>= 3) field[i] = (byte)('0' + (value & 7));
        field[^1] = 0;
    }
}
