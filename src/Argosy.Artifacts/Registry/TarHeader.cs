using System.Buffers.Binary;
using System.Text;
using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Registry;

/// <summary>The one 512-byte ustar header that a file of a layer can have.</summary>
/// <remarks>
/// POSIX.1-2017 pax, "ustar Interchange Format"; offsets and lengths in bytes, numbers in octal, NUL-terminated:
/// <code>
///   0 name 100 | 100 mode 8 | 108 uid 8 | 116 gid 8 | 124 size 12 | 136 mtime 12 | 148 checksum 8 | 156 type 1
/// 157 linkname 100 | 257 magic "ustar\0" 6 | 263 version "00" 2 | the rest zero
/// </code>
/// From 8 GiB on, size is big-endian with the first bit set, as GNU has it. Owner and time are zero.
/// </remarks>
internal static class TarHeader
{
    public const int BlockSize = 512;
    private const long MostOctal = 0x1_FFFF_FFFF;

    /// <summary>The header of a layer's file, which its reader expects to the byte.</summary>
    public static byte[] Of(OutputEntry file)
    {
        var block = new byte[BlockSize];
        Text(0, LayerPlan.NameOf(file));
        Text(100, LayerPlan.Octal((long)file.Mode, 7));
        Text(108, "0000000");
        Text(116, "0000000");
        if (file.Size <= MostOctal)
        {
            Text(124, LayerPlan.Octal(file.Size, 11));
        }
        else
        {
            block[124] = 0x80;
            BinaryPrimitives.WriteInt64BigEndian(block.AsSpan(128), file.Size);
        }

        Text(136, "00000000000");
        Text(148, "        ");
        Text(156, "0");
        Text(257, "ustar\000");
        Text(148, LayerPlan.Octal(block.Sum(b => (long)b), 6) + "\0 ");
        return block;

        void Text(int offset, string text) => Encoding.ASCII.GetBytes(text, block.AsSpan(offset));
    }

    /// <summary>How many bytes fill the last block of a content.</summary>
    public static int Padding(long length) => (int)(-length & (BlockSize - 1));
}
