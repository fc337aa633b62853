using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Argosy.Oci.Tar;

/// <summary>One entry of a tar, before its content.</summary>
/// <param name="Type">Type flag: <c>0</c> a file, <c>1</c> another name of one, <c>2</c> a symbolic link,
/// <c>5</c> a folder.</param>
/// <param name="Name">The path; a folder's ends with a slash.</param>
/// <param name="Mode">Permission bits, with set-user-id, set-group-id and sticky.</param>
public readonly record struct TarHeader(char Type, string Name, UnixFileMode Mode)
{
    /// <summary>Headers and contents are whole blocks of this size.</summary>
    public const int BlockSize = 512;

    private const int NameLength = 100;
    private const long MaxOctal7 = 0x1FFFFF;
    private const long MaxOctal11 = 0x1_FFFF_FFFF;

    // Only programs that don't know pax show the name of a pax header.
    private const string PaxName = "@PaxHeader";

    /// <summary>A link's target; null for anything else.</summary>
    public string? Link { get; init; }

    /// <summary>The owner's user id.</summary>
    public long Owner { get; init; }

    /// <summary>The group id.</summary>
    public long Group { get; init; }

    /// <summary>Bytes of content.</summary>
    public long Size { get; init; }

    /// <summary>Time of the last change, in seconds since 1970.</summary>
    public long Modified { get; init; }

    /// <summary>An extended attribute of the file, such as <c>security.capability</c>; null for none.</summary>
    /// <remarks>In the pax record <c>SCHILY.xattr.NAME</c>, whose value is the attribute's bytes; star(5), GNU tar and
    /// every engine read it.</remarks>
    public (string Name, ReadOnlyMemory<byte> Value)? Attribute { get; init; }

    /// <summary>The padding bytes of a content's last block.</summary>
    public static int Padding(long length) => (int)(-length & (BlockSize - 1));

    /// <summary>The header in pax format: an extra block with pax records if a field doesn't fit,
    /// then the ustar block.</summary>
    /// <remarks>
    /// POSIX.1-2017 pax, "ustar Interchange Format"; offsets and lengths in bytes, numbers in octal, NUL-terminated:
    /// <code>
    ///   0 name 100 | 100 mode 8 | 108 uid 8 | 116 gid 8 | 124 size 12 | 136 mtime 12 | 148 checksum 8 | 156 type 1
    /// 157 linkname 100 | 257 magic "ustar\0" 6 | 263 version "00" 2 | 265 uname 32 | 297 gname 32 | 329 devmajor 8
    /// 337 devminor 8 | 345 prefix 155 | 500 padding 12
    /// </code>
    /// .NET's own writer puts its process number into pax headers, so the same tree would give other bytes each time.
    /// User and group names stay empty: an image's own passwd defines the ids.
    /// </remarks>
    public byte[] ToPax()
    {
        var records = new MemoryStream();
        if (!Fits(Name)) Record(records, "path", Name);
        if (Link is not null && !Fits(Link)) Record(records, "linkpath", Link);
        if (Owner > MaxOctal7) Record(records, "uid", Text(Owner));
        if (Group > MaxOctal7) Record(records, "gid", Text(Group));
        if (Size > MaxOctal11) Record(records, "size", Text(Size));
        if (Attribute is var (attribute, value)) Record(records, $"SCHILY.xattr.{attribute}", value.Span);
        var pax = records.ToArray();
        var blocks = new byte[(pax.Length == 0 ? 0 : BlockSize + pax.Length + Padding(pax.Length)) + BlockSize];
        if (pax.Length > 0)
        {
            new TarHeader('x', PaxName, (UnixFileMode)0b110_100_100) { Size = pax.Length, Modified = Modified }
                .Fill(blocks.AsSpan(0, BlockSize));
            pax.CopyTo(blocks, BlockSize);
        }

        (this with
        {
            Name = Fits(Name) ? Name : PaxName,
            Link = Link is not null && Fits(Link) ? Link : null,
            Owner = Math.Min(Owner, MaxOctal7),
            Group = Math.Min(Group, MaxOctal7),
            Size = Size <= MaxOctal11 ? Size : 0,
        }).Fill(blocks.AsSpan(blocks.Length - BlockSize));
        return blocks;
    }

    /// <summary>The header, always as one block. From 8 GiB on, size is big-endian with the first bit set, as in GNU
    /// tar.</summary>
    /// <exception cref="ArgumentException">A name, link or owner doesn't fit.</exception>
    public byte[] ToBlock()
    {
        if (!Fits(Name) || !Fits(Link ?? "") || Owner > MaxOctal7 || Group > MaxOctal7)
            throw new ArgumentException($"the entry '{Name}' doesn't fit into one block");
        var block = new byte[BlockSize];
        Fill(block);
        return block;
    }

    private static bool Fits(string text) => text.Length <= NameLength && text.All(char.IsAscii);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Record(Stream records, string key, string value) =>
        Record(records, key, Encoding.UTF8.GetBytes(value));

    // "length key=value\n", where the length includes its own digits.
    private static void Record(Stream records, string key, ReadOnlySpan<byte> value)
    {
        var rest = Encoding.UTF8.GetByteCount($" {key}=\n") + value.Length;
        var length = rest + Text(rest).Length;
        if (Text(length).Length > Text(rest).Length) length = rest + Text(length).Length;
        records.Write(Encoding.UTF8.GetBytes($"{Text(length)} {key}="));
        records.Write(value);
        records.WriteByte((byte)'\n');
    }

    private void Fill(Span<byte> block)
    {
        Encoding.ASCII.GetBytes(Name, block);
        Octal(block.Slice(100, 8), (long)Mode);
        Octal(block.Slice(108, 8), Owner);
        Octal(block.Slice(116, 8), Group);
        if (Size <= MaxOctal11)
        {
            Octal(block.Slice(124, 12), Size);
        }
        else
        {
            block[124] = 0x80;
            BinaryPrimitives.WriteInt64BigEndian(block.Slice(128, 8), Size);
        }

        Octal(block.Slice(136, 12), Modified);
        block.Slice(148, 8).Fill((byte)' ');
        block[156] = (byte)Type;
        Encoding.ASCII.GetBytes(Link ?? "", block[157..]);
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
