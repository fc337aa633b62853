using System.Buffers.Binary;
using System.Text;
using Argosy.Platforms;

namespace Argosy.Images.Tests.Layers;

/// <summary>A minimal ELF program: its header and, on request, the segment that names its loader.</summary>
internal static class SmallElf
{
    private const int Header = 64;
    private const int Segment = 56;

    /// <summary>A 64-bit little-endian program of an architecture.</summary>
    public static byte[] For(string architecture, string? loader = null)
    {
        var name = loader is null ? [] : Encoding.ASCII.GetBytes(loader + "\0");
        var bytes = new byte[Header + (loader is null ? 0 : Segment + name.Length)];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), 2); // e_type: executable
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), Architecture.TryFind(architecture)!.ElfMachine);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(54), Segment); // e_phentsize
        if (loader is null) return bytes;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), Header); // e_phoff
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(56), 1); // e_phnum
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Header), 3); // PT_INTERP
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(Header + 8), Header + Segment); // its offset
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(Header + 32), (ulong)name.Length); // and size
        name.CopyTo(bytes, Header + Segment);
        return bytes;
    }
}
