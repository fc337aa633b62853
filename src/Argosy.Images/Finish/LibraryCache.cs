using System.Buffers.Binary;
using System.Text;
using Argosy.Platforms;

namespace Argosy.Images.Finish;

/// <summary>The dynamic loader's table of libraries, <c>/etc/ld.so.cache</c>, in the format that glibc writes since
/// 2.32.</summary>
/// <remarks><para>A header of 48 bytes: <c>glibc-ld.so.cache1.1</c>, numbers of entries and of bytes of strings, a byte
/// for the byte order, the offset of an extension. Then entries of 24 bytes: flags, offsets of name and path from the
/// file's start, two fields for hardware that are 0 here. Then the strings, each once, and none that ends another.
/// Then the extension with the name of the writer.</para>
/// <para>The loader searches by bisection, so the order of entries is that of the loader's own comparison,
/// descending.</para></remarks>
internal static class LibraryCache
{
    private const int HeaderSize = 48;
    private const int EntrySize = 24;
    private const uint ExtensionMagic = 0xeaa4_2174;

    // Libraries of glibc, by the machine in their ELF header (glibc, ldconfig.h).
    private static readonly Dictionary<ushort, int> s_flags = new()
    {
        [62] = 0x0303,
        [183] = 0x0a03,
        [21] = 0x0503,
        [22] = 0x0403,
        [243] = 0x1003,
    };

    /// <param name="libraries">Names and paths; of several with one name the loader takes the first.</param>
    /// <param name="architecture">The image's architecture.</param>
    public static byte[] Write(IEnumerable<(string Name, string Path)> libraries, Architecture architecture)
    {
        var entries = libraries.OrderByDescending(l => l.Name, LibraryNames.Comparer).ToList();
        var strings = new Strings(entries.SelectMany(e => (string[])[e.Name, e.Path]));
        var stringsAt = HeaderSize + (EntrySize * entries.Count);
        var extensionAt = (stringsAt + strings.Bytes.Length + 3) & ~3;
        var writer = "argosy"u8;
        var bytes = new byte[extensionAt + 24 + writer.Length];
        var isBig = architecture.ByteOrder == ByteOrder.Big;
        "glibc-ld.so.cache1.1"u8.CopyTo(bytes);
        Put(20, (uint)entries.Count);
        Put(24, (uint)strings.Bytes.Length);
        bytes[28] = isBig ? (byte)3 : (byte)2;
        Put(32, (uint)extensionAt);
        for (var i = 0; i < entries.Count; i++)
        {
            var at = HeaderSize + (EntrySize * i);
            Put(at, (uint)s_flags[architecture.ElfMachine]);
            Put(at + 4, (uint)(stringsAt + strings.Offset(entries[i].Name)));
            Put(at + 8, (uint)(stringsAt + strings.Offset(entries[i].Path)));
        }

        strings.Bytes.CopyTo(bytes, stringsAt);
        Put(extensionAt, ExtensionMagic);
        Put(extensionAt + 4, 1);
        // One section, with tag 0: the writer's name.
        Put(extensionAt + 16, (uint)(extensionAt + 24));
        Put(extensionAt + 20, (uint)writer.Length);
        writer.CopyTo(bytes.AsSpan(extensionAt + 24));
        return bytes;

        void Put(int at, uint value)
        {
            if (isBig) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
            else BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
        }
    }

    /// <summary>Texts with their ends marked by a zero byte. A text at the end of another has no bytes of its
    /// own.</summary>
    private sealed class Strings
    {
        private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);

        public Strings(IEnumerable<string> texts)
        {
            using var bytes = new MemoryStream();
            // By their letters from the last one, descending: what ends another text follows it.
            var sorted = texts.Distinct().Select(t => (Text: t, Reversed: Reverse(t)))
                .OrderByDescending(t => t.Reversed, StringComparer.Ordinal);
            string? previous = null;
            foreach (var (text, _) in sorted)
            {
                if (previous?.EndsWith(text, StringComparison.Ordinal) == true)
                {
                    _offsets[text] = _offsets[previous] + previous.Length - text.Length;
                }
                else
                {
                    _offsets[text] = (int)bytes.Position;
                    bytes.Write(Encoding.Latin1.GetBytes(text));
                    bytes.WriteByte(0);
                }

                previous = text;
            }

            Bytes = bytes.ToArray();
        }

        public byte[] Bytes { get; }

        public int Offset(string text) => _offsets[text];

        private static string Reverse(string text)
        {
            var letters = text.ToCharArray();
            Array.Reverse(letters);
            return new(letters);
        }
    }
}
